namespace Cql.Statements.Values;

/// <summary>Whether values of one type are good for another, byte by byte.</summary>
internal static class ParameterFit
{
    /// <summary>Whether values that were set for some parameters can be sent for others.</summary>
    public static bool Fits(IReadOnlyList<CqlColumn> values, IReadOnlyList<CqlColumn> parameters)
        => values.Count == parameters.Count && values.Zip(parameters).All(pair => pair.First.Name == pair.Second.Name && Fits(pair.First.Type, pair.Second.Type));

    private static bool Fits(CqlType value, CqlType type) => (value, type) switch
    {
        // A user-defined type only gets fields, and those that a value lacks at its end are null.
        (CqlUdtType one, CqlUdtType other) => (one.Keyspace, one.Name) == (other.Keyspace, other.Name) && one.Fields.Count <= other.Fields.Count
            && one.Fields.Zip(other.Fields).All(pair => pair.First.Name == pair.Second.Name && Fits(pair.First.Type, pair.Second.Type)),
        (CqlTupleType one, CqlTupleType other) => one.Elements.Count == other.Elements.Count && one.Elements.Zip(other.Elements).All(pair => Fits(pair.First, pair.Second)),
        (CqlListType one, CqlListType other) => Fits(one.Element, other.Element),
        (CqlSetType one, CqlSetType other) => Fits(one.Element, other.Element),
        (CqlMapType one, CqlMapType other) => Fits(one.Key, other.Key) && Fits(one.Value, other.Value),
        (CqlVectorType one, CqlVectorType other) => one.Dimension == other.Dimension && Fits(one.Element, other.Element),
        _ => value == type,
    };
}
