package org.titlechain.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContextException;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.HandlerFunctionAdapter;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Tomcat on virtual threads, Spring WebMVC's functional routes made from the operation table, and nothing else: no
 * component is scanned for, no configuration is guessed.
 */
public final class WebServer implements AutoCloseable {
    /** Everything of the interface is under this path. */
    public static final String BASE = "/api/v1";

    /**
     * Where to listen.
     *
     * @param host an address of this machine
     * @param port 0 picks one
     * @param certificate path of a PEM chain for TLS; empty for plain HTTP
     * @param privateKey path of its PEM private key
     */
    public record Listen(String host, int port, Optional<String> certificate, Optional<String> privateKey) {}

    /** The port is taken by another program. */
    public static final class PortTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PortTaken(int port) {
            super("port " + port + " is in use");
        }
    }

    private record Route(Operation operation, PathPattern pattern) {}

    private final ServletWebServerApplicationContext context;

    private WebServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts to listen.
     *
     * @param handlers one for each operation of the table, by its id
     */
    public static WebServer start(
            Listen listen,
            Map<String, Handler> handlers,
            Authentication authentication,
            AuthorisationMatrix matrix,
            CallLimits limits,
            MeterRegistry meters) {
        requireComplete(handlers, matrix);
        RouterFunction<ServerResponse> routes =
                routes(handlers, new Dispatch(authentication, matrix, limits, meters), new StaticFiles());
        ServletWebServerApplicationContext context = new ServletWebServerApplicationContext();
        context.registerBean(TomcatServletWebServerFactory.class, () -> factory(listen));
        context.registerBean("routes", RouterFunctionMapping.class, () -> new RouterFunctionMapping(routes));
        context.registerBean(HandlerFunctionAdapter.class, () -> new HandlerFunctionAdapter());
        context.registerBean("dispatcherServlet", DispatcherServlet.class, () -> new DispatcherServlet(context));
        context.registerBean(FilterRegistrationBean.class, () -> {
            FilterRegistrationBean<FrontFilter> registration = new FilterRegistrationBean<>(new FrontFilter());
            registration.addUrlPatterns("/*");
            return registration;
        });
        try {
            context.refresh();
        } catch (ApplicationContextException | PortInUseException e) {
            context.close();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof PortInUseException || cause instanceof java.net.BindException) {
                    throw new PortTaken(listen.port());
                }
            }
            throw e;
        }
        return new WebServer(context);
    }

    /** The port that is listened on. */
    public int port() {
        org.springframework.boot.web.server.WebServer server = context.getWebServer();
        return server == null ? -1 : server.getPort();
    }

    /** Takes no more calls, waits shortly for those under way, and ends. */
    @Override
    public void close() {
        context.close();
    }

    private static void requireComplete(Map<String, Handler> handlers, AuthorisationMatrix matrix) {
        TreeSet<String> operations =
                new TreeSet<>(Operations.all().stream().map(Operation::id).toList());
        if (!operations.equals(new TreeSet<>(handlers.keySet()))) {
            TreeSet<String> difference = new TreeSet<>(operations);
            difference.removeAll(handlers.keySet());
            throw new IllegalStateException("operations without a handler: " + difference);
        }
        if (!operations.equals(new TreeSet<>(matrix.rows().keySet()))) {
            throw new IllegalStateException("authorisation.csv and the operations differ");
        }
    }

    private static TomcatServletWebServerFactory factory(Listen listen) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(listen.port());
        try {
            factory.setAddress(InetAddress.getByName(listen.host()));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address for " + listen.host(), e);
        }
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.setRegisterDefaultServlet(false);
        if (listen.certificate().isPresent()) {
            Ssl ssl = new Ssl();
            ssl.setCertificate(listen.certificate().get());
            ssl.setCertificatePrivateKey(listen.privateKey().orElseThrow());
            ssl.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            factory.setSsl(ssl);
        }
        factory.addConnectorCustomizers(connector -> {
            connector.setXpoweredBy(false);
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
                protocol.setExecutor(new VirtualThreadExecutor("calls-"));
                protocol.setConnectionTimeout((int) Duration.ofSeconds(20).toMillis());
                protocol.setKeepAliveTimeout((int) Duration.ofSeconds(60).toMillis());
                protocol.setMaxHttpRequestHeaderSize(64 * 1024);
                protocol.setMaxKeepAliveRequests(10_000);
                protocol.setMaxConnections(4096);
                protocol.setMaxHeaderCount(100);
                protocol.setMaxSwallowSize(1 << 20);
                protocol.setCompression("on");
                protocol.setCompressibleMimeType(
                        "text/html,text/css,text/javascript,application/json,image/svg+xml,text/plain");
                protocol.setRelaxedQueryChars("");
            }
        });
        factory.addContextCustomizers(tomcat -> {
            tomcat.setMapperContextRootRedirectEnabled(false);
            if (tomcat.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
        return factory;
    }

    private static RouterFunction<ServerResponse> routes(
            Map<String, Handler> handlers, Dispatch dispatch, StaticFiles files) {
        RouterFunctions.Builder builder = RouterFunctions.route();
        PathPatternParser parser = new PathPatternParser();
        List<Route> table = Operations.all().stream()
                .map(operation -> new Route(operation, parser.parse(BASE + operation.path())))
                .toList();
        for (Route route : table) {
            Operation operation = route.operation();
            Handler handler = handlers.get(operation.id());
            if (handler == null) {
                throw new IllegalStateException(operation.id());
            }
            builder.route(
                    RequestPredicates.path(BASE + operation.path()).and(request -> methodFits(operation, request)),
                    request -> toResponse(
                            dispatch.run(
                                    operation,
                                    handler,
                                    request.servletRequest(),
                                    new LinkedHashMap<>(request.pathVariables())),
                            request));
        }
        builder.route(RequestPredicates.all(), request -> toResponse(otherwise(table, files, request), request));
        return builder.build();
    }

    private static boolean methodFits(Operation operation, ServerRequest request) {
        String method = request.method().name();
        return method.equals(operation.method())
                || method.equals("HEAD") && operation.method().equals("GET");
    }

    /** Files of the console, or what to say when there is no operation. */
    private static Answer otherwise(List<Route> table, StaticFiles files, ServerRequest request) {
        HttpServletRequest servletRequest = request.servletRequest();
        String path = request.requestPath().pathWithinApplication().value();
        String method = request.method().name();
        TreeSet<String> allowed = new TreeSet<>();
        boolean api = path.equals("/api") || path.startsWith("/api/");
        for (Route route : table) {
            if (api && route.pattern().matches(request.requestPath().pathWithinApplication())) {
                allowed.add(route.operation().method());
                if (route.operation().method().equals("GET")) {
                    allowed.add("HEAD");
                }
            }
        }
        if (!api) {
            Optional<Answer> file = files.find(
                    path,
                    Optional.ofNullable(servletRequest.getHeader("If-None-Match"))
                            .orElse(""));
            if (file.isPresent() && (method.equals("GET") || method.equals("HEAD"))) {
                return file.get();
            }
            if (file.isPresent()) {
                allowed.addAll(List.of("GET", "HEAD"));
            }
        }
        if (!allowed.isEmpty()) {
            return ProblemWriter.answer(ErrorCode.METHOD_NOT_ALLOWED.problem(), ProblemWriter.newReference())
                    .header("Allow", String.join(", ", allowed));
        }
        return ProblemWriter.answer(ErrorCode.NOT_FOUND.problem(), ProblemWriter.newReference());
    }

    private static ServerResponse toResponse(Answer answer, ServerRequest request) {
        boolean withBody = !request.method().name().equals("HEAD");
        return ServerResponse.status(HttpStatusCode.valueOf(answer.status())).build((servletRequest, response) -> {
            ProblemWriter.write(response, answer, withBody);
            return null;
        });
    }
}
