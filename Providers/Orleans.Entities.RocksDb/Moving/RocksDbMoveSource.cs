using System.Globalization;

namespace Orleans.Entities.RocksDb;

/// <summary>A folder that is moved out of.</summary>
internal sealed class RocksDbMoveSource : RocksDbMoveSide, IMoveSource
{
    private RocksDbMoveSource(RocksDbEntityStore store) : base(store)
        => State = string.Create(CultureInfo.InvariantCulture, $"{store.Log.LogId}, change {store.Engine.LastChange}");

    public string State { get; }

    public IReadOnlyList<string> Follows => [State];

    public static RocksDbMoveSource Open(RocksDbEntityStore store)
    {
        if (!store.IsThere)
            throw new MoveRefusedException($"There is nothing in '{store.Folder}': name the folder that the program ran with.");
        store.Open();
        return new RocksDbMoveSource(store);
    }
}
