namespace Marketplace.LoadTests.Reports;

/// <summary>How a run ended. The values are the program's exit codes.</summary>
internal enum Verdict
{
    Passed = 0,

    /// <summary>The command line makes no sense; nothing was run.</summary>
    Misused = 1,

    /// <summary>The server could not be brought to the scenario's start.</summary>
    NotStarted = 2,

    /// <summary>Something that must hold does not.</summary>
    InvariantBroken = 3,

    /// <summary>A figure is not what was demanded.</summary>
    ThresholdMissed = 4,

    /// <summary>The asked rate could not be kept up, so the times are those of a lighter load.</summary>
    IterationsDropped = 5,

    /// <summary>Something that must hold could not be looked at.</summary>
    NotChecked = 6,
}
