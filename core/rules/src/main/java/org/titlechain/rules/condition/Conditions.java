package org.titlechain.rules.condition;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.rules.pack.Defect;
import org.titlechain.rules.pack.Fact;
import org.titlechain.rules.pack.FactType;
import org.titlechain.rules.pack.PackException;

/**
 * The language of one pack's conditions: CEL over the facts that the pack declares, with {@link ExactFunctions}.
 *
 * <p>What a condition may cost is bounded twice: by the length, depth and nesting of its text, and by the number of
 * list items it may look at in one evaluation. There is no clock, no chance, no floating point, no concatenation, and
 * no conversion between types, so it gives the same answer to everybody for ever.
 */
public final class Conditions {
    private static final int LONGEST = 2_000;
    private static final int MOST_NODES = 500;
    private static final int DEEPEST = 32;
    private static final int DEEPEST_LOOP = 2;
    private static final int MOST_ITERATIONS = 10_000;
    private static final int LARGEST_PATTERN = 500;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseExpressionNodeCount(MOST_NODES)
            .maxParseRecursionDepth(DEEPEST)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .maxRegexProgramSize(LARGEST_PATTERN)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final Set<StandardFunction> OPERATORS = EnumSet.of(
            StandardFunction.IN,
            StandardFunction.NOT_STRICTLY_FALSE,
            StandardFunction.CONDITIONAL,
            StandardFunction.LOGICAL_NOT,
            StandardFunction.LOGICAL_OR,
            StandardFunction.LOGICAL_AND,
            StandardFunction.EQUALS,
            StandardFunction.NOT_EQUALS,
            StandardFunction.ADD,
            StandardFunction.SUBTRACT,
            StandardFunction.MULTIPLY,
            StandardFunction.DIVIDE,
            StandardFunction.MODULO,
            StandardFunction.NEGATE,
            StandardFunction.INDEX,
            StandardFunction.SIZE,
            StandardFunction.MATCHES,
            StandardFunction.CONTAINS,
            StandardFunction.STARTS_WITH,
            StandardFunction.ENDS_WITH,
            StandardFunction.LESS,
            StandardFunction.LESS_EQUALS,
            StandardFunction.GREATER,
            StandardFunction.GREATER_EQUALS);

    private static final Set<String> NOT_OFFERED = Set.of("add_list", "add_string", "add_bytes");

    private static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(ExactFunctions.BINDINGS)
            .build();

    private final CelCompiler compiler;
    private final Set<String> facts;

    /** The language over the facts. */
    public Conditions(List<Fact> declared) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                        .filterFunctions((function, overload) -> OPERATORS.contains(function)
                                && !NOT_OFFERED.contains(
                                        overload.celOverloadDecl().overloadId()))
                        .filterIdentifiers(identifier -> false)
                        .build())
                .setStandardMacros(CelStandardMacro.ALL, CelStandardMacro.EXISTS, CelStandardMacro.EXISTS_ONE)
                .addFunctionDeclarations(ExactFunctions.DECLARATIONS)
                .setResultType(SimpleType.BOOL);
        Set<String> names = new TreeSet<>();
        for (Fact fact : declared) {
            builder.addVar(fact.name(), type(fact.type()));
            names.add(fact.name());
        }
        this.compiler = builder.build();
        this.facts = names;
    }

    private static CelType type(FactType type) {
        return switch (type) {
            case BOOL -> SimpleType.BOOL;
            case INTEGER, MONEY, AREA -> SimpleType.INT;
            case TEXT -> SimpleType.STRING;
            case DATE -> ExactFunctions.DATE;
            case SHARE -> ExactFunctions.SHARE;
            case TEXTS -> ListType.create(SimpleType.STRING);
            case INTEGERS -> ListType.create(SimpleType.INT);
            case DATES -> ListType.create(ExactFunctions.DATE);
            case SHARES -> ListType.create(ExactFunctions.SHARE);
        };
    }

    /**
     * Parses and checks the condition.
     *
     * @param place where it stands in its pack
     * @throws PackException when it is none, or could cost too much
     */
    public Condition compile(String expression, String place) {
        if (expression.length() > LONGEST) {
            throw new PackException(Defect.CONDITION_TOO_COSTLY, place, "at most " + LONGEST + " characters");
        }
        try {
            CelAbstractSyntaxTree tree = compiler.compile(expression).getAst();
            inspect(tree, place);
            return new Condition(RUNTIME.createProgram(tree), factsOf(tree));
        } catch (CelValidationException | CelEvaluationException | IllegalArgumentException e) {
            throw new PackException(Defect.CONDITION_INVALID, place, String.valueOf(e.getMessage()));
        }
    }

    private static void inspect(CelAbstractSyntaxTree tree, String place) {
        Iterator<CelNavigableExpr> nodes =
                CelNavigableAst.fromAst(tree).getRoot().allNodes().iterator();
        while (nodes.hasNext()) {
            CelNavigableExpr node = nodes.next();
            CelExpr expression = node.expr();
            if (node.getKind() == Kind.CONSTANT) {
                CelConstant.Kind kind = expression.constant().getKind();
                if (kind == CelConstant.Kind.DOUBLE_VALUE) {
                    throw new PackException(Defect.FLOATING_POINT, place, "whole numbers only");
                }
                if (kind == CelConstant.Kind.UINT64_VALUE
                        || kind == CelConstant.Kind.BYTES_VALUE
                        || kind == CelConstant.Kind.NULL_VALUE) {
                    throw new PackException(Defect.CONDITION_INVALID, place, "no such constants");
                }
            }
            if (node.getKind() == Kind.LIST && isMixed(tree, expression)) {
                throw new PackException(Defect.CONDITION_INVALID, place, "a list of values of one type");
            }
            if (node.getKind() == Kind.MAP || node.getKind() == Kind.STRUCT) {
                throw new PackException(Defect.CONDITION_INVALID, place, "no maps");
            }
            if (node.getKind() == Kind.COMPREHENSION && loopsAround(node) > DEEPEST_LOOP) {
                throw new PackException(
                        Defect.CONDITION_TOO_COSTLY, place, "at most " + DEEPEST_LOOP + " loops within another");
            }
        }
    }

    private static boolean isMixed(CelAbstractSyntaxTree tree, CelExpr list) {
        return tree.getType(list.id())
                .map(type ->
                        type instanceof ListType listType && listType.elemType().equals(SimpleType.DYN))
                .orElse(true);
    }

    private static int loopsAround(CelNavigableExpr node) {
        int loops = 1;
        CelNavigableExpr inner = node;
        while (inner.parent().isPresent()) {
            inner = inner.parent().get();
            loops += inner.getKind() == Kind.COMPREHENSION ? 1 : 0;
        }
        return loops;
    }

    private List<String> factsOf(CelAbstractSyntaxTree tree) {
        Set<String> used = new TreeSet<>();
        for (CelReference reference : tree.getReferenceMap().values()) {
            if (facts.contains(reference.name())) {
                used.add(reference.name());
            }
        }
        return new ArrayList<>(used);
    }
}
