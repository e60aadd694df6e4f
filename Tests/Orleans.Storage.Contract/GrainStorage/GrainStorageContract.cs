namespace Orleans.Storage.Contract;

/// <summary>What every storage of grain state does: see Orleans' <see cref="IGrainStorage"/>, which says less than its callers rely on.</summary>
public abstract partial class GrainStorageContract : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("thing", "1");

    private GrainStorageUnderTest? _subject;

    public static TheoryData<bool> DeletesOnClear => [false, true];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected GrainStorageUnderTest Subject => _subject ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync() => _subject = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (_subject is not null)
            await _subject.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask<GrainStorageUnderTest> CreateAsync();

    protected async Task<Activation> ActivateAsync(bool deletes = false, GrainId? grain = null, string stateName = "state") =>
        new(await Subject.OpenAsync(new StorageSettings { DeleteStateOnClear = deletes }), grain ?? Grain, stateName);

    /// <summary>The refusal of a write on an outdated ETag; the grain's memory is as it was.</summary>
    private static async Task AssertInconsistentAsync(Activation activation, Func<Task> call)
    {
        var before = (activation.ETag, activation.Exists);
        await Assert.ThrowsAsync<InconsistentStateException>(call);
        Assert.Equal(before, (activation.ETag, activation.Exists));
    }
}
