namespace Cql.Protocol;

/// <summary>The versions of the native protocol that this client speaks.</summary>
internal enum ProtocolVersion : byte
{
    V4 = 4,
    V5 = 5,
}
