namespace Orleans.Entities.Contract;

/// <summary>Hears how far a move is, and may end it.</summary>
internal sealed class MovePhases : IProgress<MoveProgress>
{
    private int _left = int.MaxValue;

    public List<MovePhase> Heard { get; } = [];

    /// <summary>Ends the move after so many chunks.</summary>
    public MovePhases EndAfter(int chunks)
    {
        _left = chunks;
        return this;
    }

    public void Report(MoveProgress value)
    {
        Heard.Add(value.Phase);
        if (value.Phase == MovePhase.Moving && --_left <= 0)
            throw new EndedException();
    }
}
