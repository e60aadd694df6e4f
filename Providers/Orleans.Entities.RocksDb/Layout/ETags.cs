namespace Orleans.Entities.RocksDb.Layout;

/// <summary>ETags as Orleans carries them: text.</summary>
internal static class ETags
{
    internal static string ToText(Guid tag) => tag.ToString("N");

    /// <summary>True for one that this store can have given.</summary>
    internal static bool TryRead(string? text, out Guid tag) => Guid.TryParseExact(text, "N", out tag);
}
