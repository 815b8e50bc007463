using System;

namespace NormGen.Tool.Scaffolding;

/// <summary>A normalization that no layer can stand for; the message is why, as a sentence without its full stop.</summary>
internal sealed class OmissionException : Exception
{
    public OmissionException()
    {
    }

    public OmissionException(string message)
        : base(message)
    {
    }

    public OmissionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
