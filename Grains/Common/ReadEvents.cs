using System.Text.Json;

namespace Marketplace.Grains.Common;

/// <summary>
/// What events say, read once for the several times that a dispatcher needs it: to find the targets, then for each of them. It
/// keeps the last ones by their place in the log; one that was pushed out is read again.
/// </summary>
/// <remarks>Safe for use by many threads.</remarks>
/// <param name="read">Reads an event.</param>
internal sealed class ReadEvents<T>(Func<LogEvent, T> read) where T : class
{
    private const int Size = 1024;

    private readonly Known?[] _known = new Known?[Size];

    /// <summary>What an event says.</summary>
    /// <exception cref="EventRefusedException">It cannot be read.</exception>
    public T Of(LogEvent value)
    {
        ref var place = ref _known[(uint)HashCode.Combine(value.Partition, value.Offset) % Size];
        if (Volatile.Read(ref place) is { } known && ReferenceEquals(known.Event, value))
            return known.Data;
        try
        {
            var data = read(value);
            Volatile.Write(ref place, new(value, data));
            return data;
        }
        catch (JsonException exception)
        {
            throw new EventRefusedException($"{value.Id} of type {value.Type} cannot be read.", exception);
        }
    }

    private sealed record Known(LogEvent Event, T Data);
}
