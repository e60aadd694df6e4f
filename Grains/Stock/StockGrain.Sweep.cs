using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Microsoft.Extensions.Logging;

namespace Marketplace.Grains.Stock;

// The sweep: asks orders about reservations that stay, and forgets lines that ended long ago.
internal sealed partial class StockGrain
{
    private const int RowsAtOnce = 256;
    private const int PagesATick = 16;

    // What is noted shares the next write; it makes the head no larger, but for a new copy of it.
    private const int NotedEvery = 1_000;

    // A page of rows that lie no further apart meets a third of the deleted rows that a store refuses at. One that is moved is deleted itself,
    // so a row is moved at most once in as many changes.
    private const long FarApart = 256;

    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdlePeriod = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time;
    private readonly PastHours _past;
    private readonly TimeSpan _askAfter;
    private readonly ILogger _logger;

    private IGrainTimer? _sweep;
    private bool _sweepsOften;
    private DateTimeOffset _activatedAt;
    private long _endedTo;
    private string? _asked;
    private bool _askedOnce;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _activatedAt = _time.GetUtcNow();
        if (_entity.State is { Watched: true })
            StartSweep(AtOnce);
        return Task.CompletedTask;
    }

    public Task ResumeAsync()
    {
        if (_sweep is null)
            StartSweep(AtOnce);
        return Task.CompletedTask;
    }

    private void KeepSweeping()
    {
        if (!_sweepsOften)
            StartSweep(_askAfter);
    }

    private void StartSweep(TimeSpan due)
    {
        _sweepsOften = true;
        if (_sweep is { } timer)
            timer.Change(due, _askAfter / 2);
        else
            _sweep = this.RegisterGrainTimer(SweepAsync, new GrainTimerCreationOptions(due, _askAfter / 2) { Interleave = true });
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        await ListOldAsync();
        if (_entity.State is { Reserved: > 0 })
            await AskAsync();
        else if (_entity.State is { } head)
            NoteEnded(head.Revision);
        if (await FindForgottenAsync() is { } hour)
            await ForgetAsync(hour);
        if (_entity.State is not { Reserved: 0 })
            return;
        _entity.RunLazily(_item, StockCounts.Unwatch);
        _sweepsOften = false;
        _sweep?.Change(IdlePeriod, IdlePeriod);
    }

    /// <summary>
    /// Asks about the reservations that are due, some at a time; the next tick goes on where this one ended. What was reserved
    /// before this activation is due at once in its first round: a confirmation is only ever lost with an activation.
    /// </summary>
    private async Task AskAsync()
    {
        for (var page = 0; page < PagesATick; page++)
        {
            var view = await _entity.ReadRangeAsync(StockRows.LivingByNumber, _asked ?? Ended, RowsAtOnce);
            if (_asked is null)
                NoteEnded(view.Rows.Count > 0 ? StockRows.NumberOf(view.Rows[0].Key) - 1 : view.State?.Revision ?? 0);
            var now = _time.GetUtcNow();
            var isLast = view.Rows.Count < RowsAtOnce;

            // How far the last row of a page is from its next one is known with the next page, which begins with it.
            var numbers = view.Rows.Select(row => StockRows.NumberOf(row.Key)).Append(view.State?.Revision ?? 0).ToArray();
            await Task.WhenAll(view.Rows.Take(isLast ? RowsAtOnce : RowsAtOnce - 1)
                .Select((row, place) => (row.Key, row.Value, After: numbers[place + 1] - numbers[place]))
                .Where(row => IsDue(row.Value, now))
                .Select(row => AskAsync(row.Key, row.Value.Line, row.After)));
            if (isLast)
            {
                (_asked, _askedOnce) = (null, true);
                return;
            }

            _asked = view.Rows[^2].Key;
        }
    }

    /// <summary>After which key to look for living reservations.</summary>
    private string? Ended => StockRows.After(Math.Max(_endedTo, _entity.State?.EndedTo ?? 0));

    private void NoteEnded(long endedTo)
    {
        _endedTo = Math.Max(_endedTo, endedTo);
        if (_endedTo - (_entity.State?.EndedTo ?? 0) >= NotedEvery)
            _entity.RunLazily(_endedTo, StockCounts.NoteEnded);
    }

    /// <summary>What a build left that had no list by number is listed.</summary>
    private async ValueTask ListOldAsync()
    {
        string? after = null;
        while (_entity.State is { IsListed: false })
        {
            var view = await _entity.ReadRangeAsync(StockRows.Living, after, RowsAtOnce);
            IReadOnlyList<string> rows = [.. view.Rows.Where(row => row.Value.Number == 0).Select(row => row.Key)];
            await _entity.RunAsync(
                (rows, view.Rows.Count < RowsAtOnce), StockLines.ListOld, [.. rows.Select(row => StockRows.Living.Row(row))]);
            after = view.Rows.Count == 0 ? after : view.Rows[^1].Key;
        }
    }

    private bool IsDue(LivingLine living, DateTimeOffset now)
    {
        if (!_askedOnce && living.Since <= _activatedAt)
            return true;

        // One from the future was made before the clock was set back.
        var age = now - living.Since;
        return age >= _askAfter || age < TimeSpan.Zero;
    }

    private async Task AskAsync(string number, string row, long endedAfter)
    {
        var (orderKey, line) = StockRows.LineOf(row);
        LineFate fate;
        try
        {
            fate = await GrainFactory.At<IOrderGrain>(orderKey).FateOfLineAsync(line);
        }
#pragma warning disable CA1031 // Whatever keeps an order from answering, its units stay held until it does.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            StockLog.OrderSilent(_logger, this.GetPrimaryKeyString(), orderKey, line, exception);
            fate = LineFate.Running;
        }

        switch (fate)
        {
            case LineFate.Sold:
                await ConfirmAsync(orderKey, line);
                break;
            case LineFate.Released:
                await ReleaseAsync(orderKey, line);
                break;
            default:
                // It stays, for a day perhaps, and what ended behind it would be read over at each sweep: it goes behind that.
                if (endedAfter >= FarApart)
                    _entity.RunLazily((number, row), StockLines.Move, [StockRows.Living.Row(row)]);
                return;
        }

        _entity.RunLazily((number, row), StockLines.Unlist, [StockRows.Living.Row(row)]);
    }

    /// <summary>The oldest hour of ended lines, when it is over.</summary>
    private async Task<long?> FindForgottenAsync()
    {
        var current = _past.Current();
        var oldest = await _entity.ReadRangeAsync(StockRows.EndedByHour, _entity.State?.ForgottenTo, 1);
        if (oldest.Rows.Count == 0)
            return null;
        var hour = HourMark.Split(oldest.Rows[0].Key).Hour;
        return hour < current ? hour : null;
    }

    private async Task ForgetAsync(long hour)
    {
        for (var page = 0; page < PagesATick; page++)
        {
            var view = await _entity.ReadRangeAsync(StockRows.EndedByHour, _entity.State?.ForgottenTo, RowsAtOnce);
            string[] marks = [.. view.Rows.Select(row => row.Key).TakeWhile(mark => HourMark.Split(mark).Hour == hour)];
            if (marks.Length > 0)
                await _entity.RunAsync(marks, StockMarks.Drop, StockMarks.Rows(marks));
            if (marks.Length < RowsAtOnce)
                return;
        }
    }
}
