namespace Orleans.Entities.Contract;

/// <summary>What all contract tests share: a store of their own for each test.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private StoreUnderTest? _subject;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected StoreUnderTest Subject => _subject ?? throw new InvalidOperationException("The test has not begun.");

    protected IEntityStore Store => Subject.Store;

    protected IEventLog Log => Subject.Log;

    public async ValueTask InitializeAsync() => _subject = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (_subject is not null)
            await _subject.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask<StoreUnderTest> CreateAsync();
}
