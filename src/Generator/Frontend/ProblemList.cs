using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Frontend;

/// <summary>Gathers what the checks of one declaration find.</summary>
/// <param name="name">The class's name, the first argument of every message.</param>
internal sealed class ProblemList(string name)
{
    private readonly List<DeclarationProblem> problems = [];

    public bool HasErrors => problems.Any(problem => problem.IsError);

    public void Add(DiagnosticDescriptor rule, Site site, params string[] arguments) =>
        problems.Add(new(rule.Id, site, EquatableArray.From([name, .. arguments])));

    public EquatableArray<DeclarationProblem> ToEquatableArray() => EquatableArray.From(problems);
}
