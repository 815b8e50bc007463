using System.Collections.Generic;
using System.Linq;

namespace NormGen.Tool.Scaffolding;

/// <summary>The layers that stand for a model's normalizations, in the order of the graph.</summary>
/// <param name="Declarations">The layers.</param>
/// <param name="Omissions">The normalizations that cannot be declared.</param>
internal sealed record Scaffold(IReadOnlyList<Declaration> Declarations, IReadOnlyList<Omission> Omissions)
{
    /// <summary>Reads a model.</summary>
    /// <param name="file">The model.</param>
    /// <param name="forTraining">Whether the layers are to have their training passes.</param>
    /// <param name="reserved">Names that no layer may have.</param>
    public static Scaffold Of(OnnxFile file, bool forTraining, params IEnumerable<string> reserved)
    {
        var names = new ClassNames();
        foreach (var name in reserved)
        {
            names.Take(name);
        }

        var reader = new DeclarationReader(file, names, forTraining);
        var (declarations, omissions) = (new List<Declaration>(), new List<Omission>());
        foreach (var node in file.Graph.Nodes.Where(node => node.IsNormalization))
        {
            try
            {
                declarations.Add(reader.Read(node));
            }
            catch (OmissionException omission)
            {
                omissions.Add(new(node.ToNormalization(), omission.Message));
            }
        }

        return new(declarations, omissions);
    }
}
