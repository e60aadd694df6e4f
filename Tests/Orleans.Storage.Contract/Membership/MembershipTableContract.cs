namespace Orleans.Storage.Contract;

/// <summary>
/// What every membership table does: see Orleans' <see cref="IMembershipTable"/>, by the extended protocol, in which the table has a
/// version that each change of a row counts up by one.
/// </summary>
public abstract partial class MembershipTableContract : IAsyncLifetime
{
    private MembershipUnderTest? _subject;
    private IMembershipTable? _table;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected MembershipUnderTest Subject => _subject ?? throw new InvalidOperationException("The test has not begun.");

    protected IMembershipTable Table => _table ?? throw new InvalidOperationException("The test has not begun.");

    /// <summary>The cluster that <see cref="Table"/> is of.</summary>
    protected string ClusterId { get; } = $"cluster-{Guid.NewGuid():N}";

    public async ValueTask InitializeAsync()
    {
        _subject = await CreateAsync();
        _table = await OpenAsync(ClusterId);
    }

    public async ValueTask DisposeAsync()
    {
        if (_subject is not null)
            await _subject.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask<MembershipUnderTest> CreateAsync();

    protected async Task<IMembershipTable> OpenAsync(string clusterId)
    {
        var table = await Subject.OpenAsync(clusterId);
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, Token);
        return table;
    }

    private async Task<MembershipEntry> StoredAsync(MembershipEntry entry) =>
        Assert.Single((await Table.ReadRowAsync(entry.SiloAddress, Token)).Members).Item1;

    /// <summary>Says that nothing of the table has changed: version, rows, ETags.</summary>
    private async Task AssertUnchangedAsync(MembershipTableData before)
    {
        var after = await Table.ReadAllAsync(Token);
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(before.Members.Count, after.Members.Count);
        foreach (var (entry, etag) in before.Members)
        {
            var now = after.TryGet(entry.SiloAddress);
            Assert.NotNull(now);
            Members.AssertSame(entry, now.Item1);
            Assert.Equal(etag, now.Item2);
        }
    }
}
