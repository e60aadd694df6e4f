using System.Collections.Immutable;

namespace Orleans.Entities.Tests;

internal enum CallKind
{
    Add, Once, Put, RowOnly, Delete, DeletePut, PutDelete, TakeFirst, Look, List, Reject, Hint, ReadState, ReadRow, ReadRange,
}

internal enum CallEnd
{
    None, Rival, Answered, Rejected, Lost, Unknown, Overloaded, Cancelled, StoreFailed,
}

/// <summary>One call of a random program: what it does, and everything that was observed of it.</summary>
internal sealed class SimulatedCall
{
    public required int Id { get; init; }

    public required CallKind Kind { get; init; }

    public required string Key { get; init; }

    public required string? After { get; init; }

    public required int Limit { get; init; }

    public bool AsksRow => Kind is CallKind.Once or CallKind.Put or CallKind.DeletePut or CallKind.PutDelete or CallKind.Look or CallKind.Reject or CallKind.Hint;

    public bool AsksRange => Kind is CallKind.TakeFirst or CallKind.List;

    /// <summary>The least that it must see: what had been answered when it started.</summary>
    public int Floor { get; set; }

    public int Decisions { get; set; }

    public ImmutableArray<int> SeenApplied { get; set; } = ImmutableArray<int>.Empty;

    public List<(string Key, int? Call)> SeenRows { get; set; } = [];

    /// <summary>Whether the decision changed anything.</summary>
    public bool Changed { get; set; }

    public long SeenVersion { get; set; } = -1;

    public CallEnd End { get; set; }

    /// <summary>How much was durable when it ended.</summary>
    public int DurableAtEnd { get; set; }

    /// <summary>Whether somebody else had written meanwhile: then its rows may be of a later version than its head.</summary>
    public bool IsTainted { get; set; }

    public override string ToString()
        => $"#{Id} {Kind} {Key} after={After} limit={Limit}: {End} floor={Floor} durable={DurableAtEnd} version={SeenVersion} changed={Changed} "
            + $"tainted={IsTainted} applied=[{string.Join(',', SeenApplied)}] rows=[{string.Join(',', SeenRows.Select(row => $"{row.Key}:{row.Call}"))}]";

    /// <summary>The decision, the same for every kind: look, change, tell.</summary>
    public static int Decide(IDraft<SimulatedState> draft, SimulatedCall call)
    {
        call.Decisions++;
        var rows = SimulatedRow.All;
        call.SeenApplied = (draft.State ?? SimulatedState.Empty).Applied;
        if (call.AsksRow)
            call.SeenRows.Add((call.Key, draft.Get(rows, call.Key)?.Call));
        if (call.AsksRange)
            call.SeenRows.AddRange(draft.Range(rows, call.After, call.Limit).Select(row => (row.Key, (int?)row.Value.Call)));
        switch (call.Kind)
        {
            case CallKind.Once when call.SeenRows[0].Call is not null:
            case CallKind.TakeFirst when call.SeenRows.Count == 0:
            case CallKind.Look or CallKind.List:
                return call.Id;
            case CallKind.Reject:
                draft.Put(rows, call.Key, new(-call.Id));
                draft.State = SimulatedState.Empty;
                throw new SimulatedRejection();
            case CallKind.Once or CallKind.Put or CallKind.RowOnly or CallKind.Hint:
                draft.Put(rows, call.Key, new(call.Id));
                break;
            case CallKind.Delete:
                draft.Delete(rows, call.Key);
                break;
            case CallKind.DeletePut:
                draft.Delete(rows, call.Key);
                draft.Put(rows, call.Key, new(call.Id));
                break;
            case CallKind.PutDelete:
                draft.Put(rows, call.Key, new(call.Id));
                draft.Delete(rows, call.Key);
                break;
            case CallKind.TakeFirst:
                draft.Delete(rows, call.SeenRows[0].Key);
                break;
        }

        if (call.Kind != CallKind.RowOnly)
            draft.State = new(call.SeenApplied.Add(call.Id));
        draft.Emit(new SimulatedChange(call.Id));
        call.Changed = true;
        return call.Id;
    }
}

internal sealed class SimulatedRejection : Exception;
