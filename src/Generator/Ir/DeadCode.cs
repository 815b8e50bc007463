using System.Collections.Generic;
using System.Linq;

namespace NormGen.Generator.Ir;

/// <summary>Removes values that nothing uses, so that builders may offer what only some functions need.</summary>
internal static class DeadCode
{
    public static IReadOnlyList<Statement> Remove(IReadOnlyList<Statement> statements)
    {
        var before = -1;
        var current = statements;
        while (Statements.Count(current) != before)
        {
            before = Statements.Count(current);
            current = Sweep(current, Statements.Uses(current));
        }

        return current;
    }

    private static List<Statement> Sweep(IReadOnlyList<Statement> block, IReadOnlyDictionary<Value, int> uses) =>
        [.. block.Where(statement => IsLive(statement, uses)).Select(statement => Statements.MapBlocks(statement, nested => Sweep(nested, uses)))];

    private static bool IsLive(Statement statement, IReadOnlyDictionary<Value, int> uses) =>
        statement switch
        {
            Assign assign => uses.ContainsKey(assign.Variable),
            _ => Statements.Target(statement) is not { } target || uses.ContainsKey(target),
        };
}
