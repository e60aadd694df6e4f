using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.Http;

/// <summary>
/// Where a list goes on, in a form that says nothing to clients. It is bound to the list's filters: with others it is refused, since
/// it would skip or repeat.
/// </summary>
internal static class Cursor
{
    private const int MarkBytes = 8;
    private const int MaxLength = 2_048;

    public static string? Encode(string? position, string filters)
    {
        if (position is null)
            return null;
        var text = Encoding.UTF8.GetBytes(position);
        var bytes = new byte[(2 * MarkBytes) + text.Length];
        Mark(filters).CopyTo(bytes, 0);
        Mark(filters + "\n" + position).CopyTo(bytes, MarkBytes);
        text.CopyTo(bytes, 2 * MarkBytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <exception cref="ProblemException">It is none of ours, or another list's.</exception>
    public static string? Decode(string? cursor, string filters)
    {
        if (cursor is null)
            return null;
        if (cursor.Length > MaxLength || !Base64Url.IsValid(cursor))
            throw Refuse(RefusalCodes.CursorInvalid, "It is none that a list gave.");
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= 2 * MarkBytes)
            throw Refuse(RefusalCodes.CursorInvalid, "It is none that a list gave.");
        if (!bytes.AsSpan(0, MarkBytes).SequenceEqual(Mark(filters)))
            throw Refuse(ProblemCodes.CursorForeign, "It is of a list with other filters: repeat them, or start again without a cursor.");
        var position = Encoding.UTF8.GetString(bytes.AsSpan(2 * MarkBytes));
        return bytes.AsSpan(MarkBytes, MarkBytes).SequenceEqual(Mark(filters + "\n" + position))
            ? position
            : throw Refuse(RefusalCodes.CursorInvalid, "It is none that a list gave.");
    }

    private static byte[] Mark(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..MarkBytes];

    private static ProblemException Refuse(string code, string detail)
        => new(Problem.Of(StatusCodes.Status400BadRequest, code, detail, "cursor"));
}
