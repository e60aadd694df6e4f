namespace Marketplace.Grains.Common;

/// <summary>
/// Places between two durable steps where a crash test can end the process. Without a configured point, reaching one costs a
/// comparison.
/// </summary>
/// <remarks>Safe for use by many threads. The points are named in <see cref="FailPointNames"/>.</remarks>
public sealed class FailPoints
{
    private readonly string? _point;
    private readonly Action _die;
    private int _left;

    private FailPoints() => _die = static () => { };

    /// <summary>Ends the process at the n-th time that a point is reached.</summary>
    /// <param name="point">One of <see cref="FailPointNames.All"/>.</param>
    /// <param name="hit">At which time, from 1.</param>
    /// <param name="die">Ends the process at once, without cleaning up.</param>
    /// <exception cref="ArgumentException">There is no such point.</exception>
    public FailPoints(string point, int hit, Action die)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hit, 1);
        if (!FailPointNames.All.Contains(point))
            throw new ArgumentException($"'{point}' is none of {string.Join(", ", FailPointNames.All)}.", nameof(point));
        (_point, _left, _die) = (point, hit, die);
    }

    /// <summary>No point is configured.</summary>
    public static FailPoints None { get; } = new();

    internal void Reach(string point)
    {
        if (_point is not null && _point == point && Interlocked.Decrement(ref _left) == 0)
            _die();
    }
}
