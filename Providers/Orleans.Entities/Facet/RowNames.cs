using System.Text;

namespace Orleans.Entities;

/// <summary>Refuses names that a store would refuse, in the decision that uses them: later they would take others down with them.</summary>
internal static class RowNames
{
    private const int MaxCollectionBytes = 255;
    private const int MaxKeyBytes = 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">A name is empty, too long or not Unicode.</exception>
    public static RowKey Check(string collection, string key)
    {
        Check(collection, MaxCollectionBytes, nameof(collection));
        Check(key, MaxKeyBytes, nameof(key));
        return new(collection, key);
    }

    private static void Check(string name, int max, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        if (Strict.GetByteCount(name) > max)
            throw new ArgumentException($"It has more than {max} bytes.", parameter);
    }
}
