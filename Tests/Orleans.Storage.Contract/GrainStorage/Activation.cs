namespace Orleans.Storage.Contract;

/// <summary>One activation of a grain: the storage that its silo opened, and what the grain has in memory.</summary>
public sealed class Activation(IGrainStorage storage, GrainId grain, string stateName = "state")
{
    public GrainState<Thing> Memory { get; private set; } = new(new Thing());

    public string? ETag => Memory.ETag;

    public string Text => Memory.State!.Text;

    public bool Exists => Memory.RecordExists;

    public Task ReadAsync(CancellationToken cancellationToken = default) =>
        storage.ReadStateAsync(stateName, grain, Memory, cancellationToken);

    public Task WriteAsync(string text, CancellationToken cancellationToken = default)
    {
        Memory.State = new Thing { Text = text };
        return storage.WriteStateAsync(stateName, grain, Memory, cancellationToken);
    }

    public Task ClearAsync(CancellationToken cancellationToken = default) =>
        storage.ClearStateAsync(stateName, grain, Memory, cancellationToken);

    /// <summary>Forgets everything, as a new activation has, but for an ETag that it is given.</summary>
    public void Forget(string? etag = null) => Memory = new(new Thing(), etag!) { RecordExists = etag is not null };

    /// <summary>What another activation finds.</summary>
    public async Task<Activation> ReadAgainAsync()
    {
        var other = new Activation(storage, grain, stateName);
        await other.ReadAsync();
        return other;
    }

    public async Task AssertStoredAsync(string text)
    {
        var stored = await ReadAgainAsync();
        Assert.Equal((text, true), (stored.Text, stored.Exists));
    }

    /// <summary>Says what is stored, and that it is what this activation believes.</summary>
    public async Task AssertStoredAsync(string text, string? etag)
    {
        await AssertStoredAsync(text);
        Assert.Equal(etag, (await ReadAgainAsync()).ETag);
    }

    /// <summary>Says that nothing is there: the state is as made, though there may be an ETag of what was cleared.</summary>
    public async Task AssertAbsentAsync()
    {
        var stored = await ReadAgainAsync();
        Assert.Equal((Thing.AsMade, false), (stored.Text, stored.Exists));
    }
}
