namespace Orleans.Entities.Tests;

// What must hold of what was noted.
internal sealed partial class Simulation
{
    private void Check()
    {
        Assert.Empty(_violations);
        Assert.Equal(_stored, _truth.Events.Select(sent => IdOf(sent.Event)));
        Assert.Distinct(_stored);
        var model = new SimulatedModel([.. _stored.Select(id => _calls[id])]);
        foreach (var call in _calls.Values)
            Check(call, model);
        CheckStored(model);
    }

    private void Check(SimulatedCall call, SimulatedModel model)
    {
        Assert.InRange(call.Decisions, 0, 1);
        var place = _stored.IndexOf(call.Id);
        var fits = call.End switch
        {
            CallEnd.None => false,
            CallEnd.Rival => true,
            CallEnd.Lost or CallEnd.Overloaded or CallEnd.StoreFailed => place < 0,
            CallEnd.Answered when call.Changed => place >= call.Floor && place < call.DurableAtEnd && Matches(call, model, place),
            CallEnd.Answered or CallEnd.Rejected => place < 0 && MatchesSome(call, model),
            _ => place < 0 || Matches(call, model, place),
        };
        Assert.True(fits, $"{call} is at {place} of [{string.Join(',', _stored)}]");
    }

    private bool MatchesSome(SimulatedCall call, SimulatedModel model)
    {
        if (call.SeenVersion >= 0)
        {
            var place = _versions[(int)call.SeenVersion].Stored;
            return place <= call.DurableAtEnd && (call.IsTainted || place >= call.Floor) && Matches(call, model, place);
        }

        // Whom a rival has overtaken may see old things until he writes; he cannot know.
        for (var place = call.IsTainted ? 0 : call.Floor; place <= call.DurableAtEnd; place++)
        {
            if (Matches(call, model, place))
                return true;
        }

        return false;
    }

    private static bool Matches(SimulatedCall call, SimulatedModel model, int place)
    {
        if (call.Kind != CallKind.ReadRow && !call.SeenApplied.SequenceEqual(model.AppliedAt(place)))
            return false;
        if (call.IsTainted)
            return true;
        return call.AsksRange || call.Kind == CallKind.ReadRange
            ? call.SeenRows.SequenceEqual(model.RangeAt(place, call.After, call.Limit))
            : call.SeenRows.All(row => row.Call == model.RowAt(place, row.Key));
    }

    private void CheckStored(SimulatedModel model)
    {
        var head = Immediate.Result(_truth.OpenAsync(Key));
        Assert.Equal(_versions.Count - 1, head.Version);
        Assert.Equal(model.AppliedAt(model.Count - 1), SimulationWorld.Codecs.Decode<SimulatedState>(head.Head).Applied);
        var rows = Immediate.Result(_truth.ReadRangeAsync(Key, SimulatedRow.All.Name, null, 100));
        Assert.Equal(
            model.RangeAt(model.Count - 1, null, 100),
            rows.Select(row => (row.Key.Key, (int?)SimulationWorld.Codecs.Decode<SimulatedRow>(row.Value).Call)));
    }
}
