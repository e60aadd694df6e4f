namespace Marketplace.Grains.Interfaces.Common;

/// <summary>How long a page may be.</summary>
public static class ListLimits
{
    /// <summary>The longest page.</summary>
    public const int Max = 200;

    /// <summary>The page that is answered when nothing is said.</summary>
    public const int Default = 50;
}
