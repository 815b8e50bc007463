using System;

namespace NormGen.Compiler.Tests.Interpretation;

/// <summary>A function did what no function may do.</summary>
public sealed class InterpretationException : Exception
{
    public InterpretationException()
    {
    }

    public InterpretationException(string message)
        : base(message)
    {
    }

    public InterpretationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
