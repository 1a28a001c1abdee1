package org.titlechain.contract.registration;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.codec.CodecException;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.contract.registration.application.Fields;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.registration.effect.Effects;
import org.titlechain.contract.registration.process.Actor;
import org.titlechain.contract.rule.Rules;
import org.titlechain.crypto.HashFunction;

/**
 * Registration (登记办理): cases from the application to the archive ({@code docs/registration-contract.md}). What breaks a
 * rule is refused and nothing is written.
 */
public final class RegistrationContract implements Contract {
    private static final String FAMILY = "registration.";

    /** The commands that it decides. */
    public static final Set<String> TYPES = Collections.unmodifiableSet(new TreeSet<>(List.of(
            "registration.apply",
            "registration.accept",
            "registration.decline",
            "registration.supplement.request",
            "registration.supplement.deliver",
            "registration.inspect",
            "registration.notice.publish",
            "registration.notice.object",
            "registration.notice.settle",
            "registration.review",
            "registration.register",
            "registration.fee",
            "registration.certificate",
            "registration.issue",
            "registration.archive",
            "registration.refuse",
            "registration.withdraw",
            "registration.auto",
            "registration.fact",
            "registration.lapse",
            "registration.calendar",
            "registration.office")));

    private final HashFunction hash;
    private final Rules rules;
    private final long version;
    private final Edition edition;
    private final Effects effects = new Effects();

    /**
     * @param hash the hash of the chain's suite, for the chain of versions of each sheet
     * @param rules the rule packs of the chain
     * @param version the contract version by which it decides, from 2
     */
    public RegistrationContract(HashFunction hash, Rules rules, long version) {
        this.hash = hash;
        this.rules = rules;
        this.version = version;
        this.edition = Edition.of(version);
    }

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        Proceeding proceeding = new Proceeding(
                state,
                new Fields(command.body(), ""),
                context,
                new Actor(state, context, edition.voted()),
                hash,
                edition,
                effects,
                rules,
                version);
        try {
            return decide(proceeding, command.type().substring(FAMILY.length()));
        } catch (Refusal refusal) {
            return refusal.refused();
        } catch (CodecException e) {
            return RefusalCode.COMMAND_MALFORMED.refused("reason", e.reason().name());
        }
    }

    private static Decision decide(Proceeding proceeding, String act) {
        return switch (act) {
            case "apply" -> new Intake(proceeding).apply();
            case "accept" -> new Intake(proceeding).accept();
            case "decline" -> new Intake(proceeding).decline();
            case "supplement.request" -> new Intake(proceeding).requestSupplement();
            case "supplement.deliver" -> new Intake(proceeding).deliverSupplement();
            case "withdraw" -> new Intake(proceeding).withdraw();
            case "inspect" -> new Examination(proceeding).inspect();
            case "notice.publish" -> new Examination(proceeding).publish();
            case "notice.object" -> new Examination(proceeding).object();
            case "notice.settle" -> new Examination(proceeding).settle();
            case "review" -> new Examination(proceeding).review();
            case "refuse" -> new Examination(proceeding).refuse();
            case "register" -> new Entry(proceeding).register();
            case "auto" -> new Automation(proceeding).decide();
            case "fee" -> new Delivery(proceeding).fee();
            case "certificate" -> new Delivery(proceeding).certificate();
            case "issue" -> new Delivery(proceeding).issue();
            case "archive" -> new Delivery(proceeding).archive();
            case "fact" -> new Statements(proceeding).fact();
            case "lapse" -> new Statements(proceeding).lapse();
            case "calendar" -> new Statements(proceeding).calendar();
            case "office" -> new Statements(proceeding).office();
            default -> RefusalCode.COMMAND_UNKNOWN.refused("type", FAMILY + act);
        };
    }
}
