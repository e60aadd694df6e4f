namespace Cql;

/// <summary>No value, and no null either: a parameter that is given it leaves its column as it is, and writes no tombstone.</summary>
public readonly record struct CqlUnset;
