using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace NormGen.Generator.Frontend;

/// <summary>What is wrong with a call.</summary>
/// <param name="Rule">The diagnostic.</param>
/// <param name="Arguments">The arguments of its message.</param>
internal sealed record CallProblem(DiagnosticDescriptor Rule, IReadOnlyList<string> Arguments);
