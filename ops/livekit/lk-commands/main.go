// Lists the commands and options of `lk` from its source, as JSON: `go run main.go FOLDER`, the folder of its package main.
// It reads the literals of urfave/cli, because the package cannot be built from the module proxy: PortAudio is a submodule.
package main

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
)

// Package-level variables and functions by name: flags and commands are often defined apart from where they are used.
var definitions = map[string]ast.Node{}

// Names whose definitions are being read: functions may call themselves.
var open = map[string]bool{}

// Options by command, such as "agent deploy".
var commands = map[string][]string{}

func main() {
	packages, err := parser.ParseDir(token.NewFileSet(), os.Args[1], nil, 0)
	if err != nil {
		panic(err)
	}
	for _, file := range packages["main"].Files {
		for _, declaration := range file.Decls {
			define(declaration)
		}
	}
	for name, value := range definitions {
		if literal, ok := value.(*ast.CompositeLit); ok && isSlice(literal, "Command") && ast.IsExported(name) {
			listCommands("", literal)
		}
	}
	commands[""] = optionsOf(definitions["globalFlags"])
	encoder := json.NewEncoder(os.Stdout)
	if err := encoder.Encode(commands); err != nil {
		panic(err)
	}
}

func define(declaration ast.Decl) {
	switch declaration := declaration.(type) {
	case *ast.FuncDecl:
		if declaration.Recv == nil && declaration.Body != nil {
			definitions[declaration.Name.Name] = declaration.Body
		}
	case *ast.GenDecl:
		for _, spec := range declaration.Specs {
			if value, ok := spec.(*ast.ValueSpec); ok {
				for i, name := range value.Names {
					if i < len(value.Values) {
						definitions[name.Name] = value.Values[i]
					}
				}
			}
		}
	}
}

// Whether a literal is a []*cli.NAME.
func isSlice(literal *ast.CompositeLit, name string) bool {
	array, ok := literal.Type.(*ast.ArrayType)
	if !ok {
		return false
	}
	pointer, ok := array.Elt.(*ast.StarExpr)
	if !ok {
		return false
	}
	selector, ok := pointer.X.(*ast.SelectorExpr)
	return ok && selector.Sel.Name == name
}

func listCommands(parent string, list *ast.CompositeLit) {
	for _, element := range list.Elts {
		literal := literalOf(element)
		if literal == nil {
			continue
		}
		for _, name := range namesOf(literal) {
			path := name
			if parent != "" {
				path = parent + " " + name
			}
			options := append(optionsOf(field(literal, "Flags")), optionsOf(field(literal, "MutuallyExclusiveFlags"))...)
			commands[path] = append([]string{}, options...)
			if children := literalOf(field(literal, "Commands")); children != nil {
				listCommands(path, children)
			}
		}
	}
}

// The options in an expression, as typed: --name or -n.
func optionsOf(node ast.Node) []string {
	options := []string{}
	if node == nil {
		return options
	}
	ast.Inspect(node, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.FuncLit:
			return false
		case *ast.Ident:
			if definition, ok := definitions[node.Name]; ok && !open[node.Name] {
				open[node.Name] = true
				options = append(options, optionsOf(definition)...)
				delete(open, node.Name)
			}
			return false
		case *ast.CompositeLit:
			if field(node, "Name") == nil {
				return true
			}
			for _, name := range namesOf(node) {
				if len(name) == 1 {
					options = append(options, "-"+name)
				} else {
					options = append(options, "--"+name)
				}
			}
			return false
		}
		return true
	})
	return options
}

// Name and aliases of a command or flag.
func namesOf(literal *ast.CompositeLit) []string {
	names := []string{}
	for _, key := range []string{"Name", "Aliases"} {
		if value := field(literal, key); value != nil {
			ast.Inspect(value, func(node ast.Node) bool {
				if text, ok := node.(*ast.BasicLit); ok && text.Kind == token.STRING {
					name, _ := strconv.Unquote(text.Value)
					names = append(names, name)
				}
				return true
			})
		}
	}
	return names
}

func field(literal *ast.CompositeLit, name string) ast.Expr {
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == name {
				return pair.Value
			}
		}
	}
	return nil
}

func literalOf(node ast.Expr) *ast.CompositeLit {
	switch node := node.(type) {
	case *ast.CompositeLit:
		return node
	case *ast.UnaryExpr:
		return literalOf(node.X)
	case *ast.Ident:
		if definition, ok := definitions[node.Name].(ast.Expr); ok {
			return literalOf(definition)
		}
	}
	return nil
}
