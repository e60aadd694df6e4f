using System.Text.Json;
using Orleans.Entities;

namespace Marketplace.StoreProcess.Readers;

/// <summary>Counts events in a file, with its positions: each batch replaces the file.</summary>
internal sealed class FileProjection(string file) : IProjection
{
    private Kept _kept = new(0, 0, [], []);

    public string Name => "file";

    public IReadOnlyCollection<string> EventTypes => [ReadersSession.Happened];

    public string Progress => $"{_kept.Seen} {_kept.Disordered}";

    public async ValueTask<IReadOnlyDictionary<int, LogPosition>> OpenAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(file))
            _kept = JsonSerializer.Deserialize<Kept>(await File.ReadAllTextAsync(file, cancellationToken))!;
        return _kept.Positions.ToDictionary(
            position => position.Key, position => new LogPosition(position.Value.LogId, position.Value.Next, position.Value.Last));
    }

    public async ValueTask ApplyAsync(
        IReadOnlyList<LogEvent> events, IReadOnlyDictionary<int, LogPosition> positions, CancellationToken cancellationToken)
    {
        var next = _kept with { Newest = new(_kept.Newest), Positions = new(_kept.Positions) };
        foreach (var value in events)
        {
            var line = new LedgerLine(value.Entity.Id, value.Version, value.Index);
            var inOrder = line.IsAfter(next.Newest.GetValueOrDefault(line.Entity));
            next = next with { Seen = next.Seen + 1, Disordered = next.Disordered + (inOrder ? 0 : 1) };
            next.Newest[line.Entity] = line;
        }

        foreach (var (partition, position) in positions)
            next.Positions[partition] = new(position.LogId, position.Next, position.Last);
        await File.WriteAllTextAsync(file + ".new", JsonSerializer.Serialize(next), cancellationToken);
        File.Move(file + ".new", file, overwrite: true);
        _kept = next;
    }

    public ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        _kept = new(0, 0, [], []);
        File.Delete(file);
        return default;
    }

    internal sealed record Kept(int Seen, int Disordered, Dictionary<string, LedgerLine> Newest, Dictionary<int, Position> Positions);

    internal sealed record Position(Guid LogId, long Next, string? Last);
}
