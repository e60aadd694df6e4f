namespace Orleans.Entities.Tests;

// How one call is made, and what is noted of it.
internal sealed partial class Simulation
{
    private static readonly CallKind[] Kinds = Enum.GetValues<CallKind>();

    private async Task CallAsync()
    {
        var call = NewCall(Kinds[_random.Next(Kinds.Length)]);
        if (_random.Next(8) > 0)
        {
            await CallAsync(call, CancellationToken.None);
            return;
        }

        using var source = new CancellationTokenSource();
        var canceling = _scheduler.Start(() =>
        {
#pragma warning disable VSTHRD103 // CancelAsync would go on in the thread pool, where no seed reaches.
            source.Cancel();
#pragma warning restore VSTHRD103
            return Task.CompletedTask;
        });
        await CallAsync(call, source.Token);
        await canceling;
    }

    private async Task CallAsync(SimulatedCall call, CancellationToken cancellationToken)
    {
        call.Floor = _answered;
        try
        {
            var activation = await (_current ??= ActivateAsync());
            await MakeAsync(call, activation, cancellationToken);
            if (call.End == CallEnd.None)
                call.End = CallEnd.Answered;
            Note(call, activation);
        }
        catch (SimulatedRejection)
        {
            call.End = CallEnd.Rejected;
            Note(call, null);
        }
        catch (EntityUnavailableException exception)
        {
            call.End = exception.Unknown ? CallEnd.Unknown : CallEnd.Lost;
        }
        catch (EntityOverloadedException)
        {
            call.End = CallEnd.Overloaded;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            call.End = CallEnd.Cancelled;
        }
        catch (EntityStoreException)
        {
            call.End = CallEnd.StoreFailed;
        }
    }

    private static async Task MakeAsync(SimulatedCall call, Activation activation, CancellationToken cancellationToken)
    {
        var engine = activation.Engine;
        switch (call.Kind)
        {
            case CallKind.Hint:
                engine.RunLazily((call, activation), static (draft, hint) => Decide(draft, hint), [SimulatedRow.All.Row(call.Key)]);
                call.End = CallEnd.Unknown;
                break;
            case CallKind.ReadState:
                (call.SeenApplied, call.SeenVersion) = ((engine.State ?? SimulatedState.Empty).Applied, engine.Version);
                break;
            case CallKind.ReadRow:
                call.SeenRows.Add((call.Key, (await engine.ReadRowAsync(SimulatedRow.All, call.Key, cancellationToken))?.Call));
                break;
            case CallKind.ReadRange:
                var view = await engine.ReadRangeAsync(SimulatedRow.All, call.After, call.Limit, cancellationToken);
                (call.SeenApplied, call.SeenVersion) = ((view.State ?? SimulatedState.Empty).Applied, view.Version);
                call.SeenRows.AddRange(view.Rows.Select(row => (row.Key, (int?)row.Value.Call)));
                break;
            default:
                RowQuery[] rows = call.AsksRow ? [SimulatedRow.All.Row(call.Key)]
                    : call.AsksRange ? [SimulatedRow.All.Range(call.After, call.Limit)]
                    : [];
                Assert.Equal(call.Id, await engine.RunAsync((call, activation), static (draft, made) => Decide(draft, made), rows, cancellationToken));
                break;
        }
    }

    private static int Decide(IDraft<SimulatedState> draft, (SimulatedCall Call, Activation Activation) made)
    {
        var answer = SimulatedCall.Decide(draft, made.Call);
        made.Activation.Decided.Add(made.Call);
        return answer;
    }

    /// <summary>Notes what was durable when a call was answered.</summary>
    private void Note(SimulatedCall call, Activation? activation)
    {
        call.DurableAtEnd = _stored.Count;
        call.IsTainted = activation is null || IsForeign(activation);
        if (call.Changed && call.End == CallEnd.Answered)
            _answered = Math.Max(_answered, _stored.IndexOf(call.Id) + 1);
    }

    private bool IsForeign(Activation activation)
    {
        for (var version = activation.OpenedAt + 1; version < _versions.Count; version++)
        {
            if (!activation.Store.WriteIds.Contains(_versions[(int)version].WriteId))
                return true;
        }

        return false;
    }
}
