using System.Text.Json;

namespace Orleans.Entities.Tests;

public sealed class EventSerializerTests
{
    private readonly EventSerializer _serializer = new([new(CounterEvents.Default), new(SimulatedEvents.Default)]);

    [Fact]
    public void An_event_goes_out_and_comes_back()
    {
        var sent = _serializer.Serialize(new CounterAdded(2, 5));
        Assert.Equal("tests.counter.added.v1", sent.Type);
        Assert.True(_serializer.TryDeserialize<CounterAdded>(Logged(sent), out var read));
        Assert.Equal(new(2, 5), read);
    }

    [Fact]
    public void An_event_of_another_type_is_not_read()
    {
        Assert.False(_serializer.TryDeserialize<SimulatedChange>(Logged(_serializer.Serialize(new CounterAdded(2, 5))), out var read));
        Assert.Null(read);
    }

    [Fact]
    public void Data_that_is_not_what_the_type_says_is_an_error()
        => Assert.Throws<JsonException>(() => _serializer.TryDeserialize<CounterAdded>(
            Logged(new("tests.counter.added.v1", "[]"u8.ToArray())), out _));

    [Fact]
    public void Contexts_add_up()
    {
        Assert.Equal("tests.counter.added.v1", _serializer.TypeOf<CounterAdded>());
        Assert.Equal("tests.simulation.changed.v1", _serializer.TypeOf<SimulatedChange>());
    }

    [Fact]
    public void A_type_that_is_not_registered_is_refused()
        => Assert.Contains("AddEntityEvents", Assert.Throws<ArgumentException>(() => _serializer.Serialize("text")).Message, StringComparison.Ordinal);

    private static LogEvent Logged(PendingEvent sent) => new()
    {
        Partition = 0,
        Offset = 0,
        Entity = new("counter", "one"),
        Version = 1,
        Index = 0,
        Type = sent.Type,
        Time = default,
        Data = sent.Data,
    };
}
