using System.Text;
using System.Text.Unicode;

namespace Orleans.Cassandra;

/// <summary>What Cassandra takes as parts of a key, refused before anything is sent.</summary>
internal static class KeyLimits
{
    // A composite key has two bytes before each part and one behind it; its length is an unsigned short.
    private const int MaxBytes = ushort.MaxValue;
    private const int BytesAroundPart = 3;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The length of a text in UTF-8.</summary>
    /// <exception cref="ArgumentException">It has none.</exception>
    public static int TextBytes(string text, string what)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"The {what} has half a surrogate pair, which UTF-8 cannot say.", e);
        }
    }

    /// <exception cref="ArgumentException">The bytes are not UTF-8.</exception>
    public static void CheckText(ReadOnlySpan<byte> bytes, string what)
    {
        if (!Utf8.IsValid(bytes))
            throw new ArgumentException($"The {what} is not UTF-8.");
    }

    /// <exception cref="ArgumentException">The parts of the partition's key are too long together.</exception>
    public static void CheckPartition(string what, params ReadOnlySpan<int> parts)
    {
        var bytes = 0L;
        foreach (var part in parts)
            bytes += part + BytesAroundPart;
        if (bytes > MaxBytes)
            throw new ArgumentException($"The {what} have {bytes - (parts.Length * BytesAroundPart)} bytes together, and {MaxBytes - (parts.Length * BytesAroundPart)} are the most.");
    }

    /// <exception cref="ArgumentException">The parts of the row's key in its partition are too long together.</exception>
    public static void CheckRow(string what, long bytes)
    {
        if (bytes > MaxBytes)
            throw new ArgumentException($"The {what} takes {bytes} bytes, and {MaxBytes} are the most.");
    }
}
