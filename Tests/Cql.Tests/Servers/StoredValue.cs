namespace Cql.Tests.Servers;

/// <summary>A value of some type, with what the server writes for it in JSON: so it is seen that the server takes it for the same.</summary>
internal abstract record StoredValue(string Type, string Json)
{
    public static StoredValue Of<T>(string type, T value, string json) => new StoredValueOf<T>(type, value, json);

    /// <summary>Whether clients know the type that were written before there were vectors.</summary>
    public bool IsKnownToOlderClients => !Type.Contains("vector", StringComparison.Ordinal);

    public abstract void Bind(BoundStatement statement, int index);

    public abstract void AssertSame(ref CqlRowReader row, string column);

    private sealed record StoredValueOf<T>(string Type, T Value, string Json) : StoredValue(Type, Json)
    {
        public override void Bind(BoundStatement statement, int index) => statement.Set(index, Value);

        public override void AssertSame(ref CqlRowReader row, string column) => Assert.Equal(Value, row.Get<T>(column));
    }
}
