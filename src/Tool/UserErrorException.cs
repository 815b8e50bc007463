using System;

namespace NormGen.Tool;

/// <summary>What was asked for makes no sense or cannot be had; the message is all that the user needs of it.</summary>
internal sealed class UserErrorException : Exception
{
    public UserErrorException()
    {
    }

    public UserErrorException(string message)
        : base(message)
    {
    }

    public UserErrorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
