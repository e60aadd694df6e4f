using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Cql.Protocol;

namespace Cql.Types;

/// <summary><c>text</c> and <c>ascii</c>.</summary>
internal sealed class StringCodec(bool asciiOnly) : CqlCodec<string>
{
    // Above this, counting first is cheaper than asking for three bytes a character.
    private const int CountedFrom = 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override bool ReadsEmpty => true;

    public override void Write(string value, WireBuffer to)
    {
        if (asciiOnly && !Ascii.IsValid(value))
            throw new CqlTypeException("The string has characters that ASCII has not.");
        var room = value.Length < CountedFrom ? value.Length * 3 : Encoding.UTF8.GetByteCount(value);
        if (Utf8.FromUtf16(value, to.GetSpan(room), out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
            throw new CqlTypeException("The string has half a surrogate pair, which UTF-8 cannot say.");
        to.Advance(written);
    }

    public override string Read(ReadOnlySpan<byte> value)
    {
        try
        {
            return Strict.GetString(value);
        }
        catch (DecoderFallbackException error)
        {
            throw new CqlTypeException("The bytes are not UTF-8; they can be read as byte[].", error);
        }
    }
}
