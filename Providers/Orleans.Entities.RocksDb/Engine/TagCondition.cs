using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>What must stand in a write's place for it to be made.</summary>
internal readonly record struct TagCondition
{
    private readonly bool _any;
    private readonly Guid? _tag;

    private TagCondition(bool any, Guid? tag) => (_any, _tag) = (any, tag);

    internal static TagCondition Anything => new(any: true, tag: null);

    /// <summary>A value with an ETag; without one, nothing.</summary>
    internal static TagCondition Only(Guid? tag) => new(any: false, tag);

    internal bool Allows(TaggedRecord found) => _any || (found.Found ? _tag == found.Tag : _tag is null);
}
