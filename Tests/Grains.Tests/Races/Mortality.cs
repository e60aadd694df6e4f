namespace Marketplace.Grains.Tests.Races;

/// <summary>When a store is cut off.</summary>
internal sealed class Mortality
{
    private readonly Lock _lock = new();
    private int _left = int.MaxValue;
    private bool _isLastDurable;

    public bool IsDead
    {
        get
        {
            lock (_lock)
                return _left == 0;
        }
    }

    /// <summary>Lets so many commits through, and cuts at the next.</summary>
    public void DieAfter(int commits, bool isLastDurable)
    {
        lock (_lock)
            (_left, _isLastDurable) = (commits + 1, isLastDurable);
    }

    /// <summary>Makes it live again, for the next silo.</summary>
    public void Revive()
    {
        lock (_lock)
            _left = int.MaxValue;
    }

    public Breath Next()
    {
        lock (_lock)
        {
            if (_left == 0)
                return Breath.None;
            if (--_left > 0)
                return Breath.Ordinary;
            return _isLastDurable ? Breath.Last : Breath.None;
        }
    }
}
