package org.titlechain.bench;

import java.util.List;

/** Every figure there is. */
public final class Figures {
    private Figures() {}

    public static List<Figure> all() {
        return List.of(
                new CasesFigure(),
                new CometBftFigure(),
                new EvmFigure(),
                new FabricFigure(),
                new GrowthFigure(),
                new ImportFigure(),
                new JoinFigure(),
                new ParseFigure(),
                new RulesFigure(),
                new Sm2Figure(),
                new Sm3Figure(),
                new TreeFigure(),
                new VerifyFigure(),
                new RegistrationFigure(),
                new SearchFigure(),
                new SubmitFigure(),
                new SwitchFigure(),
                new TitleFigure());
    }
}
