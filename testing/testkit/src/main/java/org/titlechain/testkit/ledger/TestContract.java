package org.titlechain.testkit.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.StateView;

/**
 * A contract that is small enough to predict: {@code test.put} gives units a content and counts how often that
 * happened, {@code test.refuse} is refused, {@code test.throw} breaks the contract, everything else goes to another
 * contract.
 */
public final class TestContract implements Contract {
    private final Contract others;

    public TestContract(Contract others) {
        this.others = others;
    }

    /** The unit code with the number: 28 characters of the invented district 999901. */
    public static String unit(long number) {
        return String.format(Locale.ROOT, "999901001001GB%05dF%08d", number % 100_000, number % 100_000_000);
    }

    /** The state key of the unit. */
    public static String key(long number) {
        return "unit/" + unit(number);
    }

    /** A command that gives the units the content. */
    public static MapValue put(String content, long... numbers) {
        return Value.map()
                .put("type", "test.put")
                .put(
                        "units",
                        Value.texts(java.util.Arrays.stream(numbers)
                                .mapToObj(TestContract::unit)
                                .toList()))
                .put("content", content)
                .build();
    }

    /** A command without further fields. */
    public static MapValue command(String type) {
        return Value.map().put("type", type).build();
    }

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        return switch (command.type()) {
            case "test.put" -> put(state, command.body(), context);
            case "test.refuse" ->
                new Decision.Refused("TEST_REFUSED", Value.map().build());
            case "test.throw" -> throw new IllegalStateException("thrown on purpose");
            default -> others.decide(state, command, context);
        };
    }

    private static Decision put(StateView state, MapValue body, BlockContext context) {
        List<Decision.Change> changes = body.get("units").asList().stream()
                .map(unit -> change(state, unit.asText(), body.get("content").asText(), context))
                .toList();
        return new Decision.Accepted(
                changes, Value.map().put("written", changes.size()).build());
    }

    private static Decision.Change change(StateView state, String unit, String content, BlockContext context) {
        Optional<MapValue> before = state.find("unit/" + unit);
        long count = before.map(sheet -> sheet.get("count").asLong()).orElse(0L) + 1;
        MapValue sheet = Value.map()
                .put("unit", unit)
                .put("content", content)
                .put("count", count)
                .put("time", context.time())
                .put("rights", Value.list(List.of()))
                .put("restrictions", Value.list(List.of()))
                .build();
        return new Decision.Change("unit/" + unit, sheet);
    }
}
