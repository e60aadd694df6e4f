using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.ReadModels.Cursors;

/// <summary>
/// Where a page ended: the sort keys of its last row, bound to the list's filters. Opaque to clients; it needs no row to be there
/// still.
/// </summary>
internal static class ListCursor
{
    private const int TagBytes = 8;
    private const int MaxLength = 4_096;

    /// <summary>Makes a cursor.</summary>
    /// <param name="list">The list and all of its filters.</param>
    /// <param name="keys">The sort keys of the last row, ending with a unique one.</param>
    public static string Encode(string list, params ReadOnlySpan<string> keys)
    {
        var body = Encoding.UTF8.GetBytes(string.Join('\0', keys));
        var bytes = new byte[TagBytes + body.Length];
        body.CopyTo(bytes.AsSpan(TagBytes));
        Tag(list, body, bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor; false when it is not one of this list.</summary>
    public static bool TryDecode(string list, string cursor, int count, out string[] keys)
    {
        keys = [];
        if (cursor.Length > MaxLength || !Base64Url.IsValid(cursor))
            return false;
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length < TagBytes)
            return false;
        Span<byte> tag = stackalloc byte[TagBytes];
        Tag(list, bytes.AsSpan(TagBytes), tag);
        if (!tag.SequenceEqual(bytes.AsSpan(0, TagBytes)))
            return false;
        keys = Encoding.UTF8.GetString(bytes, TagBytes, bytes.Length - TagBytes).Split('\0');
        return keys.Length == count;
    }

    private static void Tag(string list, ReadOnlySpan<byte> body, Span<byte> tag)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(list));
        hash.AppendData([0]);
        hash.AppendData(body);
        hash.GetHashAndReset().AsSpan(0, TagBytes).CopyTo(tag);
    }
}
