using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests.Projections;

/// <summary>A projection is built though the log's start is trimmed: from the entities as they are, then from the log.</summary>
public sealed class ProjectionScanTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly InMemoryEntityStore _store = new();
    private readonly InMemoryEventLog _log = new();
    private readonly TotalsProjection _projection = new();
    private readonly Dictionary<EntityKey, int> _totals = [];
    private readonly List<EntityWriter> _writers;
    private readonly Random _random = new(17);
    private ProjectionHost? _host;

    public ProjectionScanTests()
    {
        _store.OnCommitted = _log.Append;
        _writers = [.. Enumerable.Range(0, 50).Select(i => new EntityWriter(_store, new("thing", $"{i}")))];
    }

    [Fact]
    public async Task What_was_told_before_a_trimming_is_taken_from_the_entities()
    {
        await WriteAsync(300);
        await TrimAsync();
        await WriteAsync(100);

        await StartAsync();
        await WriteAsync(100);

        await AssertTotalsAsync();
        Assert.Equal(1, _projection.Resets);
    }

    [Fact]
    public async Task What_is_written_during_the_scan_is_told_once()
    {
        await WriteAsync(300);
        await TrimAsync();
        var applied = 0;
        _projection.BeforeCommit = async () =>
        {
            if (++applied < 30)
                await WriteAsync(20);
        };

        await StartAsync();

        await Eventually.HoldsAsync(() => applied >= 30, "it was written during the whole scan");
        await AssertTotalsAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(14)]
    public async Task A_scan_that_fails_on_its_way_begins_again(int batch)
    {
        await WriteAsync(300);
        await TrimAsync();
        await WriteAsync(100);
        var applied = 0;
        _projection.BeforeCommit = () => ++applied == batch ? throw new IOException("The disk is full.") : Task.CompletedTask;

        await StartAsync();

        await AssertTotalsAsync();
        Assert.InRange(_projection.Resets, 1, 2);
    }

    [Fact]
    public async Task It_goes_on_after_a_restart_without_another_scan()
    {
        await WriteAsync(300);
        await TrimAsync();
        await StartAsync();
        await AssertTotalsAsync();
        await StopAsync();
        await WriteAsync(100);

        await StartAsync();

        await AssertTotalsAsync();
        Assert.Equal(1, _projection.Resets);
    }

    [Fact]
    public async Task It_is_rebuilt_beside_the_one_that_serves()
    {
        await WriteAsync(300);
        await StartAsync();
        await AssertTotalsAsync();
        await TrimAsync();
        await WriteAsync(100);

        await _host!.RebuildAsync("totals", TestContext.Current.CancellationToken);

        await AssertTotalsAsync();
        Assert.Equal(0, _projection.Resets);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
    }

    private async Task StartAsync()
    {
        var settings = new ProjectionSettings
        {
            MaxBatch = 10,
            MaxRead = 5,
            Linger = TimeSpan.FromMilliseconds(1),
            BackOff = ReaderBackOff.Default with { First = TimeSpan.FromMilliseconds(1) },
            IdlePositionInterval = TimeSpan.FromMilliseconds(10),
        };
        _host = new(
            [_projection],
            _log,
            new([new TotalsRestatement()], _store),
            settings,
            TimeProvider.System,
            new(_services.GetRequiredService<IMeterFactory>(), TimeProvider.System),
            NullLoggerFactory.Instance);
        await _host.StartAsync(default);
    }

    private async Task StopAsync()
    {
        if (_host is not { } host)
            return;
        _host = null;
        await host.StopAsync(default);
        host.Dispose();
    }

    private async Task WriteAsync(int changes)
    {
        for (var i = 0; i < changes; i++)
        {
            var writer = _writers[_random.Next(_writers.Count)];
            var total = _totals[writer.Key] = _totals.GetValueOrDefault(writer.Key) + _random.Next(1, 9);
            var text = total.ToString(CultureInfo.InvariantCulture);
            await writer.WriteAsync(text, events: [new(TotalsProjection.Totalled, EntityWriter.Bytes(text)), EntityWriter.Event("{}")]);
        }
    }

    private async Task TrimAsync()
    {
        for (var partition = 0; partition < _log.PartitionCount; partition++)
            await _log.TrimAsync(partition, (await _log.GetExtentAsync(partition)).Next);
    }

    private async Task AssertTotalsAsync()
    {
        var heads = new Dictionary<int, long>();
        for (var partition = 0; partition < _log.PartitionCount; partition++)
            heads.Add(partition, (await _log.GetExtentAsync(partition)).Next);
        Assert.True(await _host!.WaitForAsync("totals", heads, TimeSpan.FromSeconds(20)), "caught up");
        Assert.Equal(_totals.OrderBy(total => total.Key.Id), _projection.Totals.OrderBy(total => total.Key.Id));
    }
}
