namespace Marketplace.Grains.Common;

/// <summary>Changes of texts that a thing may be without.</summary>
internal static class TextChange
{
    /// <summary>The text after a change: null leaves what is there, and empty takes it away.</summary>
    public static string? Apply(string? change, string? present) => change switch
    {
        null => present,
        "" => null,
        _ => change,
    };
}
