namespace Orleans.Storage.Contract;

/// <summary>What every table of reminders does: see Orleans' <see cref="IReminderTable"/>, which says less than its callers rely on.</summary>
public abstract partial class ReminderTableContract : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("thing", "1");

    private ReminderTableUnderTest? _subject;
    private IReminderTable? _table;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected ReminderTableUnderTest Subject => _subject ?? throw new InvalidOperationException("The test has not begun.");

    protected IReminderTable Table => _table ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync()
    {
        _subject = await CreateAsync();
        _table = await _subject.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_subject is not null)
            await _subject.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask<ReminderTableUnderTest> CreateAsync();
}
