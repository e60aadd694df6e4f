namespace Cql.Protocol.Messages.Events;

/// <summary>Reads EVENT: native protocol v5, section 4.2.6.</summary>
internal static class EventReader
{
    /// <exception cref="CqlProtocolException">The body is malformed, or of an event that nobody registered for.</exception>
    public static ServerEvent Read(Response response)
    {
        var reader = new WireReader(response.Body);
        ResponsePreamble.Read(response.Header.Flags, ref reader);
        return reader.ReadString() switch
        {
            "TOPOLOGY_CHANGE" or "STATUS_CHANGE" => new NodeEvent(ReadNodeChange(ref reader), reader.ReadInet()),
            "SCHEMA_CHANGE" => SchemaEvent.Read(ref reader),
            var other => throw new CqlProtocolException($"An event '{other}' is unknown."),
        };
    }

    private static NodeChange ReadNodeChange(ref WireReader reader) => reader.ReadString() switch
    {
        "NEW_NODE" => NodeChange.New,
        "REMOVED_NODE" => NodeChange.Removed,
        "MOVED_NODE" => NodeChange.Moved,
        "UP" => NodeChange.Up,
        "DOWN" => NodeChange.Down,
        var other => throw new CqlProtocolException($"A change of a node '{other}' is unknown."),
    };
}
