package org.titlechain.contract.registration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.contract.register.Register;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.Fields;
import org.titlechain.contract.registration.application.Kinds;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.registration.effect.Effects;
import org.titlechain.contract.registration.effect.Entering;
import org.titlechain.contract.registration.effect.Lapse;
import org.titlechain.contract.registration.process.Actor;
import org.titlechain.contract.registration.process.FactBook;
import org.titlechain.contract.registration.process.RegistrationCase;
import org.titlechain.contract.registration.process.WorkingDays;
import org.titlechain.contract.rule.Rules;
import org.titlechain.crypto.HashFunction;

/**
 * One command being decided: what it says, who says it, when, and what it is decided by.
 *
 * @param state as it stands before the command
 * @param edition what the contract version decides by
 * @param rules the rule packs of the chain
 * @param version the contract version by which it is decided
 */
record Proceeding(
        StateView state,
        Fields command,
        BlockContext context,
        Actor actor,
        HashFunction hash,
        Edition edition,
        Effects effects,
        Rules rules,
        long version) {

    /** The tables. */
    Kinds kinds() {
        return edition.kinds();
    }

    /** The case that the command names; the key must cover its county. */
    RegistrationCase caseOf() {
        String district = command.district("district");
        actor.covers(district);
        return RegistrationCase.find(state, district, command.number("number"));
    }

    /** The application of a case. */
    Application applicationOf(RegistrationCase file) {
        String key = Application.key(file.find("district").orElseThrow().asText(), file.number());
        return Application.read(kinds(), state.find(key).orElseThrow());
    }

    /** Refuses fields that the command has not. */
    void only(String... fields) {
        command.only(Stream.concat(Stream.of("type", "district", "number"), Arrays.stream(fields))
                .toList());
    }

    /** The reason of a refusal, from the list of reasons. */
    String reason() {
        String reason = command.text("reason");
        Refusal.unless(kinds().codes("reason").contains(reason), RefusalCode.REASON_UNKNOWN, "reason", reason);
        return reason;
    }

    /** The beginning of what a step tells: the document, where there is one. */
    MapBuilder document() {
        return Value.map().putIfPresent("document", command.digestIfPresent("document"));
    }

    long time() {
        return context.time();
    }

    FactBook facts() {
        return new FactBook(state, time());
    }

    WorkingDays days() {
        return new WorkingDays(state);
    }

    /** Empty drafts of the register, written in the name of the case. */
    Register register(Application application) {
        return new Register(state, hash, context, application.district(), application.caseKey());
    }

    /** The case being entered into the drafts. */
    Entering entering(Register register, Lapse lapse, Application application) {
        return new Entering(register, lapse, application, actor.organisation(), time(), version);
    }

    /** The decision that the case changed as it now stands. */
    Decision changed(RegistrationCase file, String stage, List<Change> others) {
        return changed(file, stage, others, Value.map());
    }

    /** The decision that the case changed, with more to tell. */
    Decision changed(RegistrationCase file, String stage, List<Change> others, MapBuilder more) {
        List<Change> changes = new ArrayList<>(others);
        changes.add(file.change());
        return new Accepted(
                changes,
                more.put("case", file.key())
                        .put("state", file.state().label())
                        .put("stage", stage)
                        .build());
    }
}
