using System.Text.Json.Serialization;

namespace Orleans.Entities.Tests;

[Alias("tests.counter.added.v1")]
public sealed record CounterAdded(int Amount, int Sum);

[JsonSerializable(typeof(CounterAdded))]
public sealed partial class CounterEvents : JsonSerializerContext;
