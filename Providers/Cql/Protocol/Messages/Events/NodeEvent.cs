using System.Net;

namespace Cql.Protocol.Messages.Events;

/// <summary>TOPOLOGY_CHANGE or STATUS_CHANGE.</summary>
internal sealed record NodeEvent(NodeChange Change, IPEndPoint Node) : ServerEvent;
