namespace Marketplace.LoadTests.Checks;

/// <summary>What a check found.</summary>
internal enum CheckOutcome
{
    Held,

    Broken,

    /// <summary>It could not be looked at.</summary>
    NotChecked,

    /// <summary>It was agreed not to look.</summary>
    Waived,
}
