using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NormGen;

/// <summary>
/// A file of parameters is not what its format asks for, or does not fit the layers that it is loaded into. All that is wrong with
/// it is in <see cref="Problems"/>.
/// </summary>
public sealed class ParameterFileException : Exception
{
    // A message is to be read: past this many problems it counts the rest.
    private const int ProblemsInMessage = 40;

    /// <summary>An exception without a message.</summary>
    public ParameterFileException()
    {
    }

    /// <summary>An exception with a message.</summary>
    /// <param name="message">The message.</param>
    public ParameterFileException(string message)
        : base(message) => Problems = [message];

    /// <summary>An exception with a message and a cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public ParameterFileException(string message, Exception innerException)
        : base(message, innerException) => Problems = [message];

    internal ParameterFileException(string introduction, IReadOnlyList<string> problems)
        : base(Message(introduction, problems)) => Problems = problems;

    /// <summary>What is wrong, a sentence each. Where layers are loaded it is everything that is wrong with any of them.</summary>
    public IReadOnlyList<string> Problems { get; } = [];

    private static new string Message(string introduction, IReadOnlyList<string> problems)
    {
        var lines = problems.Take(ProblemsInMessage).Select(problem => "- " + problem).Prepend(introduction);
        var rest = problems.Count - ProblemsInMessage;
        return string.Join('\n', rest > 0 ? lines.Append(string.Create(CultureInfo.InvariantCulture, $"- and {rest} more")) : lines);
    }
}
