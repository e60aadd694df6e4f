using System.Globalization;
using Marketplace.Grains.Interfaces.Common;
using Microsoft.Extensions.Primitives;

namespace Marketplace.Api.Http;

/// <summary>Entity tags: a document's version in quotes.</summary>
internal static class ETags
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Whether a read may be answered with 304: the client has this version.</summary>
    public static bool IsKnown(HttpContext http, string etag)
    {
        var given = http.Request.Headers.IfNoneMatch;
        if (given.Count == 0)
            return false;
        foreach (var header in given)
        {
            foreach (var part in (header ?? "").Split(','))
            {
                var tag = part.AsSpan().Trim();
                if (tag.StartsWith("W/"))
                    tag = tag[2..];
                if (tag.SequenceEqual(etag) || tag is "*")
                    return true;
            }
        }

        return false;
    }

    /// <summary>The precondition of a write that must have one: <c>If-Match</c>, or <c>If-None-Match: *</c> where it may create.</summary>
    /// <exception cref="ProblemException">There is none (428), or it cannot be read (400).</exception>
    public static Precondition Required(HttpContext http, bool mayCreate = false)
    {
        var precondition = Optional(http, mayCreate);
        if (precondition != Precondition.None)
            return precondition;
        var or = mayCreate ? ", or If-None-Match: * to create" : "";
        throw new ProblemException(Problem.Of(
            StatusCodes.Status428PreconditionRequired, ProblemCodes.PreconditionMissing,
            $"Give the version this is for: If-Match with the ETag that was last read{or}.", "If-Match"));
    }

    /// <summary>The precondition of a write that may have one.</summary>
    public static Precondition Optional(HttpContext http, bool mayCreate = false)
    {
        var headers = http.Request.Headers;
        if (headers.IfMatch.Count > 0)
            return Precondition.MustBeAt(VersionOf(headers.IfMatch));
        if (headers.IfNoneMatch.Count == 0)
            return Precondition.None;
        return mayCreate && headers.IfNoneMatch == "*"
            ? Precondition.MustBeAbsent
            : throw Invalid("If-None-Match", mayCreate ? "With a write it can only be *." : "This cannot be created here: give If-Match.");
    }

    private static long VersionOf(StringValues header)
    {
        var text = header.Count == 1 ? header[0].AsSpan().Trim() : default;
        var weak = text.StartsWith("W/");
        var tag = weak ? text[2..] : text;
        if (tag.Length < 2 || tag[0] != '"' || tag[^1] != '"' || tag[1..^1].Contains('"'))
            throw Invalid("If-Match", "Give one ETag as it was read, quotes included: \"17\".");
        return !weak && long.TryParse(tag[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new ProblemException(Problem.Of(
                StatusCodes.Status412PreconditionFailed, RefusalCodes.VersionStale, "No version of this ever had such an ETag.", "If-Match"));
    }

    private static ProblemException Invalid(string header, string detail)
        => new(Problem.Of(StatusCodes.Status400BadRequest, ProblemCodes.HeaderInvalid, detail, header));
}
