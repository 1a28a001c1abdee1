package org.titlechain.server.http;

import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document, made from the operation table and the authorisation matrix. */
public final class OpenApiDocument {
    private OpenApiDocument() {}

    /** The whole document. */
    public static ObjectNode build(AuthorisationMatrix matrix) {
        ObjectNode document = Json.object();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "TitleChain · 地契链")
                .put("version", "1")
                .put(
                        "description",
                        "Registrations in, provable titles out. " + "Formats: docs/formats.md; codes: docs/errors.md.");
        document.putArray("servers").add(Json.object().put("url", WebServer.BASE));
        TreeMap<String, ObjectNode> paths = new TreeMap<>();
        for (Operation operation : Operations.all()) {
            paths.computeIfAbsent(operation.path(), path -> Json.object())
                    .set(operation.method().toLowerCase(Locale.ROOT), describe(operation, matrix));
        }
        ObjectNode pathsNode = document.putObject("paths");
        paths.forEach(pathsNode::set);
        ObjectNode components = document.putObject("components");
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("token").put("type", "http").put("scheme", "bearer");
        schemes.putObject("session").put("type", "apiKey").put("in", "cookie").put("name", "titlechain-session");
        ObjectNode problem = Schema.of("{type:text, title:text, titleEn:text, status:integer, code:text, detail:text,"
                        + " remedy:text, remedyEn:text, reference:text}")
                .toOpenApi();
        problem.remove("additionalProperties");
        ArrayNode codes = Json.array();
        Codes.all().forEach(code -> codes.add(code.name()));
        ((ObjectNode) problem.path("properties").path("code")).set("enum", codes);
        components.putObject("schemas").set("Problem", problem);
        return document;
    }

    private static ObjectNode describe(Operation operation, AuthorisationMatrix matrix) {
        ObjectNode node = Json.object();
        node.put("operationId", operation.id());
        node.put("summary", operation.summary());
        ArrayNode parameters = Json.array();
        operation.variables().forEach(name -> parameters.add(parameter(name, "path")));
        operation.parameters().forEach(name -> parameters.add(parameter(name, "query")));
        if (!parameters.isEmpty()) {
            node.set("parameters", parameters);
        }
        if (!operation.consumes().isEmpty()) {
            ObjectNode content =
                    node.putObject("requestBody").put("required", true).putObject("content");
            for (String type : operation.consumes()) {
                ObjectNode media = content.putObject(type);
                if (type.equals("application/json")) {
                    media.set("schema", operation.request().toOpenApi());
                }
            }
        }
        ObjectNode responses = node.putObject("responses");
        for (int status : operation.statuses()) {
            ObjectNode response = responses.putObject(Integer.toString(status)).put("description", "success");
            if (!operation.produces().isEmpty()) {
                ObjectNode media = response.putObject("content").putObject(operation.produces());
                if (!(operation.answer() instanceof Schema.Any)) {
                    media.set("schema", operation.answer().toOpenApi());
                }
                if (!operation.alternative().isEmpty()) {
                    response.withObject("content").putObject(operation.alternative());
                }
            }
        }
        if (operation.dated()) {
            responses.putObject("304").put("description", "what the caller has under the entity tag still holds");
        }
        responses
                .putObject("default")
                .put("description", "a problem (docs/errors.md)")
                .putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
        AuthorisationMatrix.Row row = matrix.rows().get(operation.id());
        ArrayNode security = node.putArray("security");
        if (row != null && !row.open()) {
            security.add(requirement("token"));
            security.add(requirement("session"));
            node.set(
                    "x-roles",
                    Json.texts(row.roles().stream()
                            .map(role -> role.label())
                            .sorted()
                            .toList()));
        }
        return node;
    }

    private static ObjectNode requirement(String scheme) {
        ObjectNode node = Json.object();
        node.putArray(scheme);
        return node;
    }

    private static ObjectNode parameter(String name, String place) {
        Parameters.Parameter parameter = Parameters.named(name);
        ObjectNode node = Json.object();
        node.put("name", name);
        node.put("in", place);
        node.put("description", parameter.summary());
        node.put("required", parameter.required());
        node.putObject("schema")
                .put("type", "string")
                .put("pattern", "^(?:" + parameter.form().pattern() + ")$");
        return node;
    }
}
