using System.Text;

namespace Orleans.Entities;

/// <summary>What names must be, for stores that hand them on as text.</summary>
internal static class EntityNames
{
    private const int MaxCollectionBytes = 255;
    private const int MaxRowKeyBytes = 1024;
    private const int MaxEventTypeBytes = 255;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">A part is empty, too long, or holds a lone surrogate.</exception>
    public static void Check(EntityKey key)
    {
        Check(key.Kind, EntityKey.MaxKindBytes, "kind");
        Check(key.Id, EntityKey.MaxIdBytes, "id");
    }

    /// <exception cref="ArgumentException">A part is empty, too long, or holds a lone surrogate.</exception>
    public static void Check(RowKey row)
    {
        CheckCollection(row.Collection);
        Check(row.Key, MaxRowKeyBytes, "row key");
    }

    /// <exception cref="ArgumentException">It is empty, too long, or holds a lone surrogate.</exception>
    public static void CheckCollection(string collection) => Check(collection, MaxCollectionBytes, "collection");

    /// <exception cref="ArgumentException">A name in it is empty, too long, or holds a lone surrogate.</exception>
    public static void Check(EntityCommit commit)
    {
        Check(commit.Key);
        foreach (var row in commit.Puts)
            Check(row.Key);
        foreach (var row in commit.Deletes)
            Check(row);
        foreach (var value in commit.Events)
            Check(value.Type, MaxEventTypeBytes, "event type");
    }

    private static void Check(string name, int most, string what)
    {
        int bytes;
        try
        {
            bytes = Strict.GetByteCount(name);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"The {what} holds a lone surrogate, which has no UTF-8 form.", nameof(name), e);
        }

        if (bytes == 0 || bytes > most)
            throw new ArgumentException($"The {what} has {bytes} bytes; it must have 1 to {most}.", nameof(name));
    }
}
