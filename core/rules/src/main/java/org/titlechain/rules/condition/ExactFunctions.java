package org.titlechain.rules.condition;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.titlechain.contract.value.Share;

/**
 * What conditions can do beyond CEL's own operators: local dates and exact fractions. All are pure; a result that does
 * not fit is a failure of the condition, never a wrong number.
 */
final class ExactFunctions {
    static final OpaqueType DATE = OpaqueType.create("date");
    static final OpaqueType SHARE = OpaqueType.create("share");

    static final ImmutableList<CelFunctionDecl> DECLARATIONS = ImmutableList.of(
            function("date", DATE, SimpleType.STRING),
            function("days", SimpleType.INT, DATE, DATE),
            function("plusDays", DATE, DATE, SimpleType.INT),
            function("plusMonths", DATE, DATE, SimpleType.INT),
            function("plusYears", DATE, DATE, SimpleType.INT),
            function("share", SHARE, SimpleType.STRING),
            function("sum", SHARE, ListType.create(SHARE)),
            comparison("_<_", "less"),
            comparison("_<=_", "less_equals"),
            comparison("_>_", "greater"),
            comparison("_>=_", "greater_equals"));

    static final ImmutableList<CelFunctionBinding> BINDINGS = ImmutableList.of(
            CelFunctionBinding.from("date", String.class, LocalDate::parse),
            CelFunctionBinding.from("days", LocalDate.class, LocalDate.class, ChronoUnit.DAYS::between),
            CelFunctionBinding.from("plusDays", LocalDate.class, Long.class, LocalDate::plusDays),
            CelFunctionBinding.from("plusMonths", LocalDate.class, Long.class, LocalDate::plusMonths),
            CelFunctionBinding.from("plusYears", LocalDate.class, Long.class, LocalDate::plusYears),
            CelFunctionBinding.from(
                    "share", String.class, text -> Share.read(text).orElseThrow(ArithmeticException::new)),
            CelFunctionBinding.from("sum", List.class, ExactFunctions::sum),
            CelFunctionBinding.from("less_date", LocalDate.class, LocalDate.class, (a, b) -> a.compareTo(b) < 0),
            CelFunctionBinding.from(
                    "less_equals_date", LocalDate.class, LocalDate.class, (a, b) -> a.compareTo(b) <= 0),
            CelFunctionBinding.from("greater_date", LocalDate.class, LocalDate.class, (a, b) -> a.compareTo(b) > 0),
            CelFunctionBinding.from(
                    "greater_equals_date", LocalDate.class, LocalDate.class, (a, b) -> a.compareTo(b) >= 0),
            CelFunctionBinding.from("less_share", Share.class, Share.class, (a, b) -> compare(a, b) < 0),
            CelFunctionBinding.from("less_equals_share", Share.class, Share.class, (a, b) -> compare(a, b) <= 0),
            CelFunctionBinding.from("greater_share", Share.class, Share.class, (a, b) -> compare(a, b) > 0),
            CelFunctionBinding.from("greater_equals_share", Share.class, Share.class, (a, b) -> compare(a, b) >= 0));

    private ExactFunctions() {}

    private static CelFunctionDecl function(String name, CelType result, CelType... parameters) {
        return CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newGlobalOverload(name, result, parameters));
    }

    private static CelFunctionDecl comparison(String operator, String name) {
        return CelFunctionDecl.newFunctionDeclaration(
                operator,
                CelOverloadDecl.newGlobalOverload(name + "_date", SimpleType.BOOL, DATE, DATE),
                CelOverloadDecl.newGlobalOverload(name + "_share", SimpleType.BOOL, SHARE, SHARE));
    }

    private static int compare(Share left, Share right) {
        BigInteger leftUp = BigInteger.valueOf(left.numerator()).multiply(BigInteger.valueOf(right.denominator()));
        BigInteger rightUp = BigInteger.valueOf(right.numerator()).multiply(BigInteger.valueOf(left.denominator()));
        return leftUp.compareTo(rightUp);
    }

    private static Share sum(List<?> shares) {
        List<Share> summands = new ArrayList<>();
        for (Object share : shares) {
            summands.add((Share) share);
        }
        return Share.sum(summands).orElseThrow(ArithmeticException::new);
    }
}
