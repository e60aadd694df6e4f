namespace Orleans.Storage.Contract;

/// <summary>A place for grain state in memory: the contract without durability. What a mutant of it does wrong is what it overrides.</summary>
public class InMemoryGrainPlace : LosingGrainStorage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Row> _rows = [];
    private (bool Stored, Func<Task> Meanwhile)? _loss;

    public override int LargestState => 1 << 20;

    public override ValueTask<IGrainStorage> OpenAsync(StorageSettings settings) => new(new InMemoryGrainStorage(this, settings));

    public override ValueTask RestartAsync() => default;

    public override void LoseNextAnswer(bool stored, Func<Task> meanwhile) => _loss = (stored, meanwhile);

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>What a state is found by.</summary>
    protected internal virtual string KeyOf(string service, GrainId grain, string state) => string.Join(
        '/', new[] { service, Convert.ToHexString(grain.Type.AsSpan()), Convert.ToHexString(grain.Key.AsSpan()), state }.Select(Uri.EscapeDataString));

    /// <summary>Whether a write may replace what is stored.</summary>
    protected internal virtual bool Fits(string? stored, string? given) => stored == given;

    /// <summary>The ETag of what is to be written.</summary>
    protected internal virtual string NewETag(byte[]? value) => $"{Guid.NewGuid():N}";

    internal Row? Find(string key)
    {
        lock (_lock)
            return _rows.GetValueOrDefault(key);
    }

    /// <summary>Puts a row in place of the one with an ETag, or deletes it; throws when the answer is lost.</summary>
    internal async Task<bool> ReplaceAsync(string key, string? etag, Row? row)
    {
        var (loss, fits) = Replace(key, etag, row);
        if (loss is not { } lost)
            return fits;
        await lost.Meanwhile();
        throw new TimeoutException("The answer was lost.");
    }

    private ((bool Stored, Func<Task> Meanwhile)? Loss, bool Fits) Replace(string key, string? etag, Row? row)
    {
        lock (_lock)
        {
            (var loss, _loss) = (_loss, null);
            if (!Fits(_rows.GetValueOrDefault(key)?.ETag, etag))
                return (loss, false);
            if (loss is not { Stored: false })
            {
                _rows.Remove(key);
                if (row is not null)
                    _rows[key] = row;
            }

            return (loss, true);
        }
    }

    /// <summary>What is stored; without a value it was cleared.</summary>
    internal sealed record Row(string ETag, byte[]? Value);
}
