namespace Cql.Protocol.Messages.Events;

/// <summary>What a server tells of by itself: native protocol v5, section 4.2.6.</summary>
internal abstract record ServerEvent;
